// Keeps the page of a running import up to date; without it there is a link to look again.

const EVERY = 5000; // milliseconds

async function renew() {
  const shown = document.getElementById("progress");
  try {
    const answer = await fetch(location.href);
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      if (!fresh?.hasAttribute("data-moving")) return location.reload();
      shown.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // The network may be back by the next time.
  }
  setTimeout(renew, EVERY);
}

setTimeout(renew, EVERY);
