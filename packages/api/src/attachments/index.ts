export { attachFile, detachFile, type FileToAttach } from './attach-file.js';
export { nameFiles, selectFiles, type StoredFile } from './store.js';
