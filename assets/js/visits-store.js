// What is kept on this telephone until the server has it: one IndexedDB store, in the order of writing.
let base = null;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function open() {
  const opening = indexedDB.open('qifu-visits', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('entries', { keyPath: 'n', autoIncrement: true });
  base = await done(opening);
}

const entries = (mode) => base.transaction('entries', mode).objectStore('entries');
export const every = () => done(entries('readonly').getAll());
export const add = (entry) => done(entries('readwrite').add(entry));
export const update = (entry) => done(entries('readwrite').put(entry));
export const forget = (n) => done(entries('readwrite').delete(n));
