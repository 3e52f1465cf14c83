// Ask the desk something on behalf of a form, with the token of that form.

// Who logged in again in another tab has another token: with it the form can be sent as well.
async function renewToken(form, signal) {
  const answer = await fetch(location.href, { signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const renewed = page.getElementById(form.id)?.elements.csrfmiddlewaretoken;
  if (renewed) form.elements.csrfmiddlewaretoken.value = renewed.value;
  return Boolean(renewed);
}

// Drafts travel in a body: addresses are kept in logs, and a long one is refused.
function post(form, url, fields, { signal, headers } = {}) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fetch(url, { method: "POST", body, signal, headers });
}

// Throws where there is no answer: whoever was logged out meanwhile is led to the login.
export async function ask(form, url, fields, options = {}) {
  let answer = await post(form, url, fields, options);
  if (answer.status === 403 && (await renewToken(form, options.signal))) {
    answer = await post(form, url, fields, options);
  }
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return answer;
}
