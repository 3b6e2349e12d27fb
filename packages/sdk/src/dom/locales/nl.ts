import type { LocaleTexts } from '../strings.js';

/** Dutch, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Chat openen', // open
  'Chat sluiten', // close
  'Stel een vraag', // title
  'Stel een vraag', // placeholder
  'Versturen', // send
  'Stoppen', // stop
  'Opnieuw proberen', // retry
  'Kopiëren', // copy
  'Gekopieerd', // copied
  'Nuttig', // helpful
  'Niet nuttig', // notHelpful
  'Meer tekst hieronder', // newText
  'Zoeken', // searching
  '{count} {count|pagina|pagina’s} lezen', // reading
  'Antwoorden', // answering
  'Online', // online
  'U bent offline', // offline
  'Bronnen', // sources
  'Pagina openen', // openPage
  'Nieuw gesprek', // newConversation
  'Iets hield het antwoord tegen. Uw bericht is bewaard.', // errorGeneric
  'De server is niet bereikbaar. Uw bericht is bewaard.', // errorNetwork
  'Te veel berichten tegelijk. Uw bericht is bewaard en kan over {seconds} {seconds|seconde|seconden} worden verstuurd.', // errorRateLimited
  'Het antwoord brak hier af.', // interrupted
  'Gestopt', // stopped
  'U', // you
  'Antwoorden komen van de pagina’s van deze site. Controleer de bronnen.', // footer
  'Menu', // menu
  'Gesprek', // transcript
  'Voorgestelde vragen', // suggestions
  'Verwante pagina’s', // nearest
  'Geciteerde passage', // quote
  'Bron {number}', // source
  'pagina {page}', // page
  'opent in een nieuw tabblad', // newTab
  'Bron sluiten', // closeSource
  '{count} {count|teken|tekens} te lang', // tooLong
  'Nog {count} {count|teken|tekens}', // charactersLeft
  'Deze chat mag hier nog niet worden getoond. Is de site van u, voeg dan de origin toe aan de toegestane origins.', // originRefused
  'Deze chat bestaat niet meer of het adres is onvolledig. Controleer de sleutel aan het eind van het adres.', // keyRefused
  'Vernieuwen', // reload
  'Annuleren', // cancel
  'Terug', // back
  'De chat kon niet laden. Opnieuw proberen', // launcherFailed
  'Opnieuw verbinden', // reconnecting
  '{count} {count|nieuw bericht|nieuwe berichten}', // unread
  'Gesprekken', // conversations
  'Nog geen gesprekken', // noConversations
  'Opnieuw beantwoorden', // regenerate
  'Vraag wijzigen', // edit
  'Vraag verder', // followUps
  'Code kopiëren', // copyCode
  'Wat kan beter?', // comment
  'Opmerking versturen', // sendComment
  'Dank u', // thanks
  'Bestand toevoegen', // attach
  '{name} verwijderen', // removeFile
  '{name} is groter dan {size}.', // fileTooLarge
  'Een bestand als {name} kan hier niet worden verstuurd.', // fileType
  '{name} kon niet worden verstuurd.', // fileFailed
  '{name} versturen', // uploading
  'Vraag inspreken', // speak
  'Ik luister', // listening
  'De microfoon is niet beschikbaar.', // noMicrophone
  'Geluid aanzetten', // soundOn
  'Geluid uitzetten', // soundOff
  'Met een mens praten', // handoff
  'Iemand heeft uw gesprek en zal antwoorden.', // handoffSent
  'Vul dit veld in.', // required
  'Vul een adres in zoals naam@example.com.', // emailInvalid
  'Niet nu', // skip
  'Deze chat stuurt uw vragen naar de site en bewaart het gesprek op dit apparaat.', // consent
  'Chat beginnen', // accept
  'Mijn gegevens wissen', // clearData
  'Al uw gesprekken wissen, hier en op de server?', // clearDataConfirm
  'Uw gesprekken zijn gewist.', // clearDataDone
  'Mag de assistent dit op de pagina doen: {name}?', // toolAsk
  'Toestaan', // allow
  'Niet toestaan', // deny
  'Gedaan: {name}', // toolDone
  'Log in om deze chat te gebruiken.', // signIn
  'Verbergen', // dismiss
  'Zoeken', // search
  'Wissen', // delete
  'Niets gevonden', // noMatches
  'Hoogstens {count} {count|bestand|bestanden}.', // tooManyFiles
  'Laatste vraag wijzigen', // editing
  'U bent offline. Uw bericht is bewaard.', // offlineKept
];
