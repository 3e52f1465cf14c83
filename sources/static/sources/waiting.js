// Look again for the page that is being fetched. Without this, the page draws itself anew.

const PAUSE = 2000; // milliseconds

const waiting = document.getElementById("waiting");

// What was said already is not said again.
function say(next) {
  if (waiting.textContent !== next.textContent) waiting.replaceChildren(...next.childNodes);
}

async function look() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("waiting");
  if (next) say(next);
  else if (answer.redirected) waiting.lastElementChild.textContent = waiting.dataset.failed;
  else if (answer.ok) location.reload();
}

async function goOn() {
  try {
    await look();
  } catch {
    // The network comes and goes; the next look may find it again.
  }
  setTimeout(goOn, PAUSE);
}

setTimeout(goOn, PAUSE);
