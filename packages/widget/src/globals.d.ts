/** File name of the chat's entry module, put in by the loader's build. */
declare const __CHAT_FILE__: string;
