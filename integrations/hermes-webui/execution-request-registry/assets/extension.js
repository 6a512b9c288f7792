// Shows the records of the request registry inside Hermes WebUI: a button in the rail, and a panel over the main
// area that holds the <execution-requests> element. It only reads, and has no control that decides anything.
(() => {
  'use strict';

  const ID = 'execution-request-registry';
  const BASE = `/api/extensions/${ID}/sidecar`;
  const NAME = 'Execution requests';
  const HEADLINE = 'The registry records what is proposed. It approves nothing, allows nothing and runs nothing.';
  const PANEL = `${ID}-panel`;
  const MAX_REASON_LENGTH = 500;

  const STYLE = `
    :host { position: fixed; right: 0; bottom: 0; z-index: 150; display: flex; flex-direction: column;
      background: var(--bg, Canvas); color: var(--text, CanvasText);
      font: 14px/1.5 system-ui, sans-serif; }
    :host([hidden]) { display: none; }
    header { display: flex; align-items: center; gap: 1rem; padding: .625rem 1.25rem;
      border-bottom: 1px solid var(--border, GrayText); }
    header p { flex: 1; min-width: 0; margin: 0; font-weight: 600; }
    :host(:focus) { outline: none; }
    .body { flex: 1; min-height: 0; overflow: auto; container-type: inline-size; }
    execution-requests { min-height: 100%; }
    @container (min-width: 1000px) { execution-requests { height: 100%; } }
    .note { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
    .note p { margin: 0 0 .75rem; }
    .note p:first-child { font-weight: 600; }
    button { flex: none; min-width: 2.75rem; min-height: 2.75rem; padding: 0 .875rem; font: inherit; color: inherit;
      background: transparent; border: 1px solid var(--border, GrayText); border-radius: .5rem; cursor: pointer; }
    button:focus-visible { outline: 2px solid var(--accent-text, Highlight); outline-offset: 2px; }
    @media (max-width: 40rem) { header { padding: .5rem .75rem; gap: .5rem; } }`;

  if (document.getElementById(PANEL)) return;

  const panel = make('section');
  const body = make('div');
  const launchers = [];
  let records = null;
  let opener = null;
  let covered = [];

  function make(tag, text) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    return node;
  }

  function button(label, onClick) {
    const node = make('button', label);
    node.type = 'button';
    node.addEventListener('click', onClick);
    return node;
  }

  function build() {
    panel.id = PANEL;
    panel.hidden = true;
    panel.setAttribute('aria-label', NAME);
    panel.tabIndex = -1;
    body.className = 'body';
    const header = make('header');
    header.append(make('p', HEADLINE), button('Close', close));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = panel.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(header, body);
    panel.addEventListener('keydown', (event) => {
      // inside the element, the element handles the key
      if (event.key === 'Escape' && !event.composedPath().includes(records)) close();
    });
    document.body.append(panel);
  }

  // Hermes has a rail on wide windows and the same buttons in a drawer on narrow ones.
  function addLauncher(bar, before) {
    if (!bar) return;
    const launcher = button('', () => (panel.hidden ? open(launcher) : close()));
    const inRail = bar.classList.contains('rail');
    launcher.className = inRail ? 'rail-btn nav-tab has-tooltip' : 'nav-tab has-tooltip has-tooltip--bottom';
    launcher.dataset.tooltip = NAME;
    launcher.dataset.label = NAME;
    launcher.setAttribute('aria-label', NAME);
    launcher.setAttribute('aria-expanded', 'false');
    launcher.append(icon());
    const next = bar.querySelector(before);
    bar.insertBefore(launcher, next && next.parentNode === bar ? next : null);
    launchers.push(launcher);
  }

  function icon() {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const attributes = { width: '20', height: '20', viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor',
      'stroke-width': '1.5', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', 'M6 3h9l4 4v14H6zM15 3v4h4M9 11h7M9 15h7M9 19h4');
    svg.append(path);
    return svg;
  }

  function open(launcher) {
    opener = launcher;
    if (typeof window.closeMobileSidebar === 'function') window.closeMobileSidebar();
    place();
    setOpen(true);
    panel.focus();
    show();
  }

  function close() {
    setOpen(false);
    body.replaceChildren(); // a detached element sends no requests
    if (opener) opener.focus();
  }

  function setOpen(isOpen) {
    panel.hidden = !isOpen;
    markCovered(isOpen);
    for (const launcher of launchers) {
      launcher.classList.toggle('active', isOpen);
      launcher.setAttribute('aria-expanded', String(isOpen));
    }
  }

  // Exactly one button is marked: the panel's own while it is open, else that of the view below.
  function markCovered(isOpen) {
    const marked = [...document.querySelectorAll('.nav-tab.active[data-panel]')];
    if (isOpen) {
      covered = marked;
      for (const tab of covered) tab.classList.remove('active');
    } else {
      if (marked.length === 0) for (const tab of covered) tab.classList.add('active');
      covered = [];
    }
  }

  // Beside the rail and below the title bar, whose places depend on the version of Hermes.
  function place() {
    const rail = document.querySelector('.rail');
    const layout = document.querySelector('.layout');
    panel.style.left = `${rail ? rail.getBoundingClientRect().right : 0}px`;
    panel.style.top = `${layout ? layout.getBoundingClientRect().top : 0}px`;
  }

  function followTheme() {
    const scheme = document.documentElement.classList.contains('dark') ? 'dark' : 'light';
    for (const node of [panel, records]) if (node) node.style.colorScheme = scheme;
  }

  async function show() {
    if (records) {
      body.replaceChildren(records);
      return;
    }
    note(['Asking the registry …']);
    const trouble = await findTrouble();
    if (!trouble) await load();
    if (panel.hidden) return;
    if (records) body.replaceChildren(records);
    else note(trouble || ['The panel could not be loaded.',
      'assets/execution-requests.js is missing from the extension, or is not of this version. Install it again.'], true);
  }

  // Hermes loads this as a classic script, so it imports the module that defines the element.
  async function load() {
    try {
      await import('./execution-requests.js');
    } catch (failure) {
      console.error(`[${ID}]`, failure);
      return;
    }
    records = make('execution-requests');
    records.setAttribute('base', BASE);
    records.setAttribute('updates', 'poll');
    followTheme();
  }

  function note(paragraphs, mayRetry) {
    const box = make('div');
    box.className = 'note';
    box.setAttribute('role', 'status');
    for (const text of paragraphs) if (text) box.append(make('p', text));
    if (mayRetry) box.append(button('Check again', show));
    body.replaceChildren(box);
  }

  // Returns null if records can be read through Hermes, else the reason and what to do.
  async function findTrouble() {
    let answer;
    try {
      answer = await fetch(`${BASE}/api/v1/execution-requests?limit=1`,
        { cache: 'no-store', credentials: 'same-origin', headers: { Accept: 'application/json' } });
    } catch (failure) {
      return ['Hermes WebUI does not answer.', 'Make sure that it is running, then check again.'];
    }
    if (answer.ok) return null;
    const said = await reason(answer);
    if ((answer.headers.get('Content-Type') || '').startsWith('application/problem+json')) {
      return ['The registry answers, but lets Hermes WebUI read nothing.', said,
        'The README of this extension says, under Troubleshooting, what each answer means.'];
    }
    return [...advice(answer.status), said];
  }

  function advice(status) {
    if (status === 401) return ['You are not logged in to Hermes WebUI.', 'Log in, then open this panel again.'];
    if (status === 403) {
      return ['Hermes WebUI does not pass requests on to the registry.',
        'It needs a password (Settings → Password) and consent to the proxy (Settings → Extensions). '
        + 'That consent lets this panel read; it decides nothing about any request.'];
    }
    if (status === 502) {
      return ['The registry cannot be reached.',
        'Make sure that it is running, at the address that manifest.json gives as its origin.'];
    }
    return [`Hermes WebUI answers ${status}.`, 'Look at this extension under Settings → Extensions.'];
  }

  async function reason(answer) {
    try {
      const said = await answer.json();
      return String(said.detail || said.error || '').slice(0, MAX_REASON_LENGTH);
    } catch (failure) {
      return '';
    }
  }

  // A click on another view of Hermes closes the panel.
  function giveWay(event) {
    if (panel.hidden || !(event.target instanceof Element)) return;
    const elsewhere = event.target.closest('.rail, .sidebar, .app-titlebar-new-chat');
    if (elsewhere && !launchers.some((launcher) => launcher.contains(event.target))) {
      // back to the view below: Hermes would fold the sidebar instead
      if (covered.some((tab) => tab.contains(event.target))) event.stopImmediatePropagation();
      opener = null;
      close();
    }
  }

  build();
  addLauncher(document.querySelector('.rail'), '.rail-spacer');
  addLauncher(document.querySelector('.sidebar-nav'), '[data-panel="settings"]');
  if (launchers.length === 0) console.warn(`[${ID}] Hermes WebUI has neither a rail nor a drawer here; no button added`);
  followTheme();
  new MutationObserver(followTheme).observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
  document.addEventListener('click', giveWay, true);
  window.addEventListener('resize', () => { if (!panel.hidden) place(); });
})();
