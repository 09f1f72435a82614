// Where the chat's scripts did not start (an old browser, a lost file) the page that needs none takes over.
window.addEventListener("load", function () {
  if (!document.documentElement.hasAttribute("data-live")) {
    location.replace("/plain" + location.search);
  }
});
