// dom.js - small helpers over the DOM. Data always goes in as text, never as markup.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// h('td', {class: 'num'}, 'text', child, [child …] …): null and false children are left out.
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Sets text only where it changed, so that live regions speak once and selections stay.
export function setText(target, text) {
  const node = typeof target === 'string' ? $(target) : target;
  const value = text === null || text === undefined ? '' : String(text);
  if (node.textContent !== value) node.textContent = value;
}

export function show(target, visible) {
  const node = typeof target === 'string' ? $(target) : target;
  node.hidden = !visible;
}

// Buttons stay focusable while disabled, so that they can say why.
export function setDisabled(button, disabled) {
  button.setAttribute('aria-disabled', disabled ? 'true' : 'false');
}
export const isDisabled = (button) => button.getAttribute('aria-disabled') === 'true';

// Still bars where the first answer will stand; after two seconds it says so. Returns the end of it.
export function showLoading(box) {
  const words = h('p', {class: 'quiet-text', role: 'status'});
  box.replaceChildren(h('i'), h('i'), h('i'), h('i'), words);
  box.hidden = false;
  const timer = setTimeout(() => { words.textContent = '还在取'; }, 2000);
  return () => { clearTimeout(timer); box.hidden = true; };
}

const drawings = new Map();

function drawing(name) {
  if (!drawings.has(name)) {
    drawings.set(name, fetch(`/icons/${name}.svg`)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(name))))
      .then((text) => themed(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement))
      .catch(() => { drawings.delete(name); return null; }));
  }
  return drawings.get(name);
}

// The files carry the day's two colours; on other grounds CSS decides (--icon, --icon-accent).
function themed(svg) {
  for (const node of [svg, ...svg.querySelectorAll('*')]) {
    for (const attribute of ['stroke', 'fill']) {
      const colour = node.getAttribute(attribute);
      if (colour === '#0B5462') node.setAttribute(attribute, 'currentColor');
      if (colour === '#C8660E') node.classList.add(attribute === 'fill' ? 'accent-fill' : 'accent');
    }
  }
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  return svg;
}

// Draws an icon into an element (class "icon" gives it a size); words beside it say what it means.
export function drawIcon(holder, name) {
  if (holder.dataset.drawn === name) return;
  holder.dataset.drawn = name;
  holder.setAttribute('aria-hidden', 'true');
  drawing(name).then((svg) => {
    if (svg && holder.dataset.drawn === name) holder.replaceChildren(document.importNode(svg, true));
  });
}

export function icon(name, extra = '') {
  const holder = h('span', {class: `icon ${extra}`.trim()});
  drawIcon(holder, name);
  return holder;
}

// Draws every <span class="icon" data-icon="name"> of the page.
export function drawIcons(root = document) {
  for (const holder of $$('[data-icon]', root)) drawIcon(holder, holder.dataset.icon);
}
