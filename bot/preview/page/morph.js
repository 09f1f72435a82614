// Makes one element like another and touches only what differs, so that focus, scroll and open details stay.

const KEPT = new Set(["open"]); // what the reader opened stays open

export function morph(old, wanted) {
  if (old.nodeType !== wanted.nodeType || old.nodeName !== wanted.nodeName || old.id !== wanted.id) {
    old.replaceWith(document.importNode(wanted, true));
  } else if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== wanted.data) {
      old.data = wanted.data;
    }
  } else if (!old.isEqualNode(wanted) || old.nodeName === "SELECT") {
    morphAttributes(old, wanted);
    morphChildren(old, wanted);
  }
}

function morphAttributes(old, wanted) {
  for (const { name } of [...old.attributes]) {
    if (!wanted.hasAttribute(name) && !KEPT.has(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  if (old.nodeName === "OPTION") {
    old.selected = wanted.hasAttribute("selected");
  } else if (old.type === "checkbox") {
    old.checked = wanted.hasAttribute("checked");
  } else if (old.nodeName === "INPUT" && old !== document.activeElement && old.type !== "hidden") {
    old.value = wanted.getAttribute("value") || "";
  }
}

function morphChildren(old, wanted) {
  const news = [...wanted.childNodes];
  news.forEach((child, at) => {
    const here = old.childNodes[at];
    if (!here) {
      old.append(document.importNode(child, true));
    } else {
      const known = child.id && [...old.childNodes].slice(at + 1).find(({ id }) => id === child.id);
      if (known && here.id !== child.id) {
        here.before(known);
      }
      morph(old.childNodes[at], child);
    }
  });
  while (old.childNodes.length > news.length) {
    old.lastChild.remove();
  }
}
