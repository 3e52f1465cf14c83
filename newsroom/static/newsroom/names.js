// Give the admin's searchable selects (Select2) the accessible names their labels hold.
"use strict";

function nameSearchableSelects() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const shown = select.nextElementSibling;
    const name = select.getAttribute("aria-label") || select.labels[0]?.textContent.replace(/:\s*$/, "");
    if (!name || !shown?.classList.contains("select2")) continue;
    for (const input of shown.querySelectorAll("[role=combobox], [role=searchbox], [role=textbox]")) {
      input.setAttribute("aria-label", name);
      input.removeAttribute("aria-labelledby");
    }
  }
}

// After the admin's own handler, which makes them, in jQuery's order.
window.django?.jQuery?.(nameSearchableSelects);
document.addEventListener("formset:added", () => setTimeout(nameSearchableSelects));
