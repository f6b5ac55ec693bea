// Talking to the server, never without a limit; every edit is sent at once, with the cells as they were seen.
const ask = async (path, body) => {
  const options = { headers: { "X-Token": given.token }, signal: AbortSignal.timeout(30000), cache: "no-store" };
  if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) }), (options.headers["Content-Type"] = "application/json");
  const answer = await fetch(path, options);
  return { status: answer.status, body: await answer.json() };
};
const send = (path, body) => {
  sending += 1;
  say("saving …");
  queue = queue.then(async () => {
    try {
      const { status: code, body: answer } = await ask(path, body);
      sending -= 1;
      if (code === 409) return conflict(body, answer);
      if (answer.offered) offer(answer.offered);
      // An answer to an earlier edit does not know the later ones, which are shown already.
      if (answer.state && (!sending || code !== 200)) take(answer.state);
      if (code !== 200) return say(answer.error, true);
      if (answer.at) go(answer.at, true);
      if (!sending) say(answer.said || "saved");
    } catch (error) {
      sending -= 1;
      lost();
    }
  });
  return queue;
};
const lost = () => {
  gone = true;
  say(`The desk has ended; what was saved is saved. Start it again: make review SOURCE=${given.source}`, true);
};
const watch = async () => {
  if (!sending && !document.hidden) {
    try {
      const { body } = await ask("/version");
      if (gone) { gone = false; say("connected again"); }
      if (body.error) say(body.error, true);
      else if (body.version !== state.version && !sending) {
        const fresh = await ask("/state");
        if (fresh.status === 200 && !sending) { take(fresh.body.state); say("changed elsewhere; shown as it is now"); }
      }
    } catch (error) { lost(); }
  }
  setTimeout(watch, 2000);
};
