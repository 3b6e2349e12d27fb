export { attachFile, detachFile, type FileToAttach } from './attach-file.js';
export { nameFiles, selectEarlierFiles, selectFiles, type StoredFile } from './store.js';
