// Echo a figure as it is understood while it is typed. Without this, the page that comes back does.

import { ask } from "./asking.js";

const PAUSE = 250; // milliseconds without a key

function echo(form, output) {
  const field = form.elements[output.htmlFor.value.replace(/^id_/, "")];
  let request;
  let timer;

  async function read() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await ask(form, form.dataset.figures, [["written", field.value]], { signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      output.replaceChildren(...page.body.childNodes);
    } catch {
      // What stood there is of other words by now.
      if (!signal.aborted) output.replaceChildren();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE);
  });
}

export function echoFigures(form) {
  for (const output of form.querySelectorAll("output.echo")) echo(form, output);
}
