// Read only by browsers too old for the chat's scripts: they get the page that needs none.
location.replace("/plain" + location.search);
