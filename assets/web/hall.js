// hall.js - looking things up in what GET /hall told.

// The service of that code. One that has left kiosk.conf since is known by its code alone.
export function serviceOf(hall, code) {
  const text = (words) => ({zh_CN: words, zh_TW: words, en: words});
  return hall.services.find((one) => one.code === code) ??
    {code, name: text(code), bring: text(''), prompt: text(''), target: 0};
}

export const serviceName = (hall, code) => serviceOf(hall, code).name.zh_CN;
