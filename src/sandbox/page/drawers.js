/**
 * Sidebar and records as drawers, where the window is too narrow for them to stand beside the conversation. A closed
 * drawer is inert; an open one holds focus until it is closed.
 * @param {{ name: string, node: HTMLElement, narrow: MediaQueryList, opener: () => HTMLElement }[]} drawers
 */
export function drawersOf(drawers) {
  const backdrop = document.getElementById('backdrop');
  const main = document.getElementById('main');
  let open = null;

  function draw() {
    for (const drawer of drawers) {
      const closed = drawer.narrow.matches && open !== drawer;
      drawer.node.inert = closed;
      drawer.node.classList.toggle('open', open === drawer);
      drawer.opener().setAttribute('aria-expanded', String(open === drawer));
    }
    backdrop.hidden = open === null;
    main.inert = open !== null;
  }

  function show(name) {
    const drawer = drawers.find((one) => one.name === name);
    if (!drawer?.narrow.matches) return;
    open = drawer;
    draw();
    const first = drawer.node.querySelector('[aria-current], [aria-checked=true], button');
    first?.focus();
  }

  function close() {
    if (!open) return;
    const { opener } = open;
    open = null;
    draw();
    opener().focus();
  }

  backdrop.addEventListener('click', close);
  addEventListener(
    'keydown',
    (event) => event.key === 'Escape' && !document.querySelector('dialog[open]') && close(),
  );
  for (const drawer of drawers) {
    drawer.narrow.addEventListener('change', () => {
      if (open === drawer && !drawer.narrow.matches) open = null;
      draw();
    });
  }
  draw();
  const isHidden = (name) => drawers.some((one) => one.name === name && one.narrow.matches && open !== one);
  return { show, close, isHidden };
}
