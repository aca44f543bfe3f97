// Gradio's client reads the answers to all its events from one stream, which the server closes when
// none is awaited. An event joined before that close has arrived takes the stream for open, and is
// never answered (Gradio 6.31). So a close is kept from the client while an event is awaited, and the
// stream goes on with the next one of the server's.
(() => {
  const JOIN = /\/gradio_api\/queue\/join(?:$|\?)/;
  const STREAM = /\/gradio_api\/queue\/data\?/;
  const END = "\n\n"; // of a message
  const plain = window.fetch;
  const awaited = new Set(); // identifiers of events
  const early = new Set(); // of those answered before the server's reply to joining was read
  let joining = 0;

  async function join(...request) {
    joining += 1;
    try {
      const response = await plain(...request);
      const { event_id: joined } = response.ok ? await response.clone().json() : {};
      if (joined && !early.delete(joined)) awaited.add(joined);
      return response;
    } finally {
      joining -= 1;
    }
  }

  function answered(identifier) {
    if (!awaited.delete(identifier)) early.add(identifier);
  }

  // The messages of a response, each with its end.
  async function* messages(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let read = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = (read + value).split(END);
      read = parts.pop();
      for (const part of parts) yield part + END;
    }
    if (read) yield read;
  }

  const said = (message) => (message.startsWith("data: {") ? JSON.parse(message.slice(6)) : {});

  async function* goingOn(response, again) {
    for (let stream = response; stream; ) {
      let closed = false;
      for await (const message of messages(stream)) {
        const { msg: kind, event_id: identifier } = said(message);
        if (kind === "process_completed") answered(identifier);
        closed = kind === "close_stream" && (joining > 0 || awaited.size > 0);
        if (!closed) yield message;
      }
      stream = closed ? await again() : null;
    }
  }

  async function stream(...request) {
    const asked = new Request(...request);
    const response = await plain(asked.clone());
    if (!response.ok || !response.body) return response;
    const parts = goingOn(response, () => plain(asked.clone()));
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  window.fetch = (...request) => {
    const url = request[0]?.url ?? String(request[0]);
    if (JOIN.test(url)) return join(...request);
    return STREAM.test(url) ? stream(...request) : plain(...request);
  };
})();
