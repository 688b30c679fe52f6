// drafts.js - what is typed and not yet sent. It stays in this page's memory while one looks at other views, and only
// there: it speaks of people.

const drafts = new Map(); // name → text

export const draftOf = (name) => drafts.get(name) ?? '';

export function keepDraft(name, text) {
  if (text.trim()) drafts.set(name, text);
  else drafts.delete(name);
}

export const anyDraft = () => drafts.size > 0;
export const forgetDrafts = () => drafts.clear();

// A text field that finds its draft again and keeps it up to date.
export function drafted(name, text) {
  text.value = draftOf(name);
  text.addEventListener('input', () => keepDraft(name, text.value));
  return {
    clear() {
      text.value = '';
      keepDraft(name, '');
    },
    keep: () => keepDraft(name, text.value), // after the page itself changed the text
  };
}

// Whoever leaves the page for good is asked by the browser first.
export function guardDrafts() {
  window.addEventListener('beforeunload', (event) => { if (anyDraft()) event.preventDefault(); });
}
