import { createHash } from 'node:crypto';

/** Script of the pages. They also work without it. */
export const SCRIPT = `
const rows = () => [...document.querySelectorAll('summary.row')].filter((row) => row.offsetParent);
addEventListener('keydown', (event) => {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !/INPUT|SELECT/.test(at.tagName)) {
    const search = document.querySelector('input[type=search]');
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...document.querySelectorAll('.list a.name')];
  for (const each of [rows(), links]) {
    const here = each.indexOf(at);
    if (step && here >= 0 && each[here + step]) { event.preventDefault(); each[here + step].focus(); }
  }
  if (at.matches && at.matches('summary.row')) {
    if (event.key === 'ArrowRight') at.parentElement.open = true;
    if (event.key === 'ArrowLeft') at.parentElement.open = false;
  }
});
const expand = document.querySelector('#expand');
if (expand) {
  expand.hidden = false;
  expand.addEventListener('click', () => {
    const all = [...document.querySelectorAll('details.span')];
    const open = !all.every((each) => each.open);
    for (const each of all) each.open = open;
  });
}
const show = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.matches('details')) { target.open = true; target.querySelector('summary').focus(); }
};
addEventListener('hashchange', show);
show();
const live = document.querySelector('#live');
if (live) {
  live.parentElement.hidden = false;
  live.checked = sessionStorage.getItem('live') !== 'off';
  live.addEventListener('change', () => sessionStorage.setItem('live', live.checked ? 'on' : 'off'));
  for (const each of document.querySelectorAll('select,form input[type=checkbox]:not(#live)'))
    each.addEventListener('change', () => each.form.requestSubmit());
  setInterval(async () => {
    if (!live.checked || document.hidden) return;
    const answer = await fetch(location.href).catch(() => undefined);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const focused = document.activeElement && document.activeElement.getAttribute('href');
    document.querySelector('#traces').replaceWith(page.querySelector('#traces'));
    if (focused) for (const link of document.querySelectorAll('.list a.name'))
      if (link.getAttribute('href') === focused) link.focus();
  }, 2000);
}
const again = document.querySelector('#again');
if (again) setTimeout(() => { if (!document.querySelector('details[open]')) location.reload(); }, 1000);
`;

const sha256 = createHash('sha256').update(SCRIPT).digest('base64');

/** Headers that allow only this script, and no requests to other origins. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    `default-src 'none'; script-src 'sha256-${sha256}'; style-src 'unsafe-inline'; connect-src 'self'; ` +
    `img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
