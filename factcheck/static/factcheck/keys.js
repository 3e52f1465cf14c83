// Whether single keys do anything: everybody may switch them off (WCAG 2.1.4).

// Returns a function that tells it. The settings of a person go before what this browser remembers.
export function switchOfKeys(form) {
  const name = `workbench keys ${form.dataset.user}`;
  const box = document.getElementById("keys-on");
  const isSetOff = form.dataset.shortcuts === "off";
  box.checked = !isSetOff && remembered(name) !== "off";
  box.disabled = isSetOff;
  document.getElementById("keys-set-off").hidden = !isSetOff;
  box.addEventListener("change", () => remember(name, box.checked ? "on" : "off"));
  document.getElementById("keys").hidden = false;
  return () => box.checked;
}

export function helpOfKeys() {
  const help = document.getElementById("keys-help");
  const show = () => help.showModal();
  document.getElementById("keys-show").addEventListener("click", show);
  return show;
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // no storage: the switch lasts as long as the page
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // the same
  }
}
