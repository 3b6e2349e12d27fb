/** File name of the chat's entry module, put in by the loader's build. */
declare const __CHAT_FILE__: string;
/** The file of the note with which the chat speaks first. */
declare const __TEASER_FILE__: string;
/** File name of the module that frames the chat's page. */
declare const __FRAME_FILE__: string;
