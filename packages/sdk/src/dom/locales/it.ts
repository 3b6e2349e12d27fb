import type { LocaleTexts } from '../strings.js';

/** Italian, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Apri la chat', // open
  'Chiudi la chat', // close
  'Fai una domanda', // title
  'Fai una domanda', // placeholder
  'Invia', // send
  'Ferma', // stop
  'Riprova', // retry
  'Copia', // copy
  'Copiato', // copied
  'Utile', // helpful
  'Non utile', // notHelpful
  'Altro testo sotto', // newText
  'Ricerca', // searching
  'Lettura di {count} {count|pagina|pagine}', // reading
  'Sto rispondendo', // answering
  'Online', // online
  'Sei offline', // offline
  'Fonti', // sources
  'Apri la pagina', // openPage
  'Nuova conversazione', // newConversation
  'Qualcosa ha fermato la risposta. Il tuo messaggio è conservato.', // errorGeneric
  'Server non raggiungibile. Il tuo messaggio è conservato.', // errorNetwork
  'Troppi messaggi insieme. Il tuo messaggio è conservato e potrà partire tra {seconds} {seconds|secondo|secondi}.', // errorRateLimited
  'La risposta si è interrotta qui.', // interrupted
  'Fermato', // stopped
  'Tu', // you
  'Le risposte vengono dalle pagine di questo sito. Controlla le fonti.', // footer
  'Menu', // menu
  'Conversazione', // transcript
  'Domande suggerite', // suggestions
  'Pagine vicine', // nearest
  'Passo citato', // quote
  'Fonte {number}', // source
  'pagina {page}', // page
  'si apre in una nuova scheda', // newTab
  'Chiudi la fonte', // closeSource
  '{count} {count|carattere|caratteri} di troppo', // tooLong
  'Ancora {count} {count|carattere|caratteri}', // charactersLeft
  'Questa chat non può ancora essere mostrata qui. Se il sito è tuo, aggiungi la sua origine a quelle consentite.', // originRefused
  'Questa chat non esiste più o il suo indirizzo è incompleto. Controlla la chiave alla fine dell’indirizzo.', // keyRefused
  'Ricarica', // reload
  'Annulla', // cancel
  'Indietro', // back
  'La chat non si è caricata. Riprova', // launcherFailed
  'Nuova connessione', // reconnecting
  '{count} {count|nuovo messaggio|nuovi messaggi}', // unread
  'Conversazioni', // conversations
  'Nessuna conversazione', // noConversations
  'Rispondi di nuovo', // regenerate
  'Modifica la domanda', // edit
  'Chiedi ancora', // followUps
  'Copia il codice', // copyCode
  'Che cosa si può migliorare?', // comment
  'Invia il commento', // sendComment
  'Grazie', // thanks
  'Allega un file', // attach
  'Rimuovi {name}', // removeFile
  '{name} supera {size}.', // fileTooLarge
  'Qui non si può inviare un file come {name}.', // fileType
  'Invio di {name} non riuscito.', // fileFailed
  'Invio di {name}', // uploading
  'Detta la domanda', // speak
  'Ascolto', // listening
  'Il microfono non è disponibile.', // noMicrophone
  'Attiva il suono', // soundOn
  'Disattiva il suono', // soundOff
  'Parla con una persona', // handoff
  'Una persona ha la tua conversazione e risponderà.', // handoffSent
  'Compila questo campo.', // required
  'Scrivi un indirizzo come nome@example.com.', // emailInvalid
  'Non ora', // skip
  'Questa chat invia le tue domande al sito e conserva la conversazione su questo dispositivo.', // consent
  'Inizia', // accept
  'Elimina i miei dati', // clearData
  'Eliminare tutte le tue conversazioni, qui e sul server?', // clearDataConfirm
  'Le tue conversazioni sono eliminate.', // clearDataDone
  'L’assistente può fare questo nella pagina: {name}?', // toolAsk
  'Consenti', // allow
  'Non consentire', // deny
  'Fatto: {name}', // toolDone
  'Accedi per usare questa chat.', // signIn
  'Nascondi', // dismiss
  'Cerca', // search
  'Elimina', // delete
  'Nessun risultato', // noMatches
  'Al massimo {count} file.', // tooManyFiles
  'Modifica dell’ultima domanda', // editing
  'Sei offline. Il tuo messaggio è conservato.', // offlineKept
];
