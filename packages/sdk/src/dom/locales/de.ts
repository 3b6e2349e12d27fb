import type { LocaleTexts } from '../strings.js';

/** German, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Chat öffnen', // open
  'Chat schließen', // close
  'Frage stellen', // title
  'Frage stellen', // placeholder
  'Senden', // send
  'Stoppen', // stop
  'Noch einmal', // retry
  'Kopieren', // copy
  'Kopiert', // copied
  'Hilfreich', // helpful
  'Nicht hilfreich', // notHelpful
  'Neuer Text weiter unten', // newText
  'Suche läuft', // searching
  '{count} {count|Seite|Seiten} werden gelesen', // reading
  'Antwort entsteht', // answering
  'Online', // online
  'Sie sind offline', // offline
  'Quellen', // sources
  'Seite öffnen', // openPage
  'Neues Gespräch', // newConversation
  'Etwas hat die Antwort angehalten. Ihre Nachricht ist noch da.', // errorGeneric
  'Der Server war nicht zu erreichen. Ihre Nachricht ist noch da.', // errorNetwork
  'Zu viele Nachrichten auf einmal. Ihre Nachricht ist noch da und kann in {seconds} {seconds|Sekunde|Sekunden} gesendet werden.', // errorRateLimited
  'Die Antwort ist hier abgebrochen.', // interrupted
  'Gestoppt', // stopped
  'Sie', // you
  'Die Antworten stammen von den Seiten dieser Website. Prüfen Sie die Quellen.', // footer
  'Menü', // menu
  'Gespräch', // transcript
  'Vorgeschlagene Fragen', // suggestions
  'Ähnliche Seiten', // nearest
  'Zitierte Stelle', // quote
  'Quelle {number}', // source
  'Seite {page}', // page
  'öffnet in neuem Tab', // newTab
  'Quelle schließen', // closeSource
  '{count} Zeichen zu lang', // tooLong
  'Noch {count} Zeichen', // charactersLeft
  'Dieser Chat darf hier noch nicht gezeigt werden. Wenn die Website Ihnen gehört, tragen Sie ihre Adresse bei den erlaubten Origins ein.', // originRefused
  'Diesen Chat gibt es nicht mehr, oder seine Adresse ist unvollständig. Prüfen Sie den Schlüssel am Ende der Adresse.', // keyRefused
  'Neu laden', // reload
  'Abbrechen', // cancel
  'Zurück', // back
  'Der Chat konnte nicht laden. Noch einmal', // launcherFailed
  'Verbindung wird aufgebaut', // reconnecting
  '{count} neue {count|Nachricht|Nachrichten}', // unread
  'Gespräche', // conversations
  'Noch keine Gespräche', // noConversations
  'Neu beantworten', // regenerate
  'Frage ändern', // edit
  'Weiter fragen', // followUps
  'Code kopieren', // copyCode
  'Was könnte besser sein?', // comment
  'Kommentar senden', // sendComment
  'Vielen Dank', // thanks
  'Datei anhängen', // attach
  '{name} entfernen', // removeFile
  '{name} ist größer als {size}.', // fileTooLarge
  'Dateien wie {name} können hier nicht gesendet werden.', // fileType
  '{name} konnte nicht gesendet werden.', // fileFailed
  '{name} wird gesendet', // uploading
  'Frage sprechen', // speak
  'Ich höre zu', // listening
  'Das Mikrofon ist nicht verfügbar.', // noMicrophone
  'Ton einschalten', // soundOn
  'Ton ausschalten', // soundOff
  'Mit einem Menschen sprechen', // handoff
  'Jemand hat Ihr Gespräch und wird antworten.', // handoffSent
  'Füllen Sie dieses Feld aus.', // required
  'Geben Sie eine Adresse wie name@example.com ein.', // emailInvalid
  'Nicht jetzt', // skip
  'Dieser Chat sendet Ihre Fragen an die Website und behält das Gespräch auf diesem Gerät.', // consent
  'Chat beginnen', // accept
  'Meine Daten löschen', // clearData
  'Alle Ihre Gespräche löschen, hier und auf dem Server?', // clearDataConfirm
  'Ihre Gespräche sind gelöscht.', // clearDataDone
  'Darf der Assistent das auf der Seite tun: {name}?', // toolAsk
  'Erlauben', // allow
  'Nicht erlauben', // deny
  'Erledigt: {name}', // toolDone
  'Melden Sie sich an, um zu chatten.', // signIn
  'Ausblenden', // dismiss
  'Suchen', // search
  'Löschen', // delete
  'Nichts gefunden', // noMatches
  'Höchstens {count} {count|Datei|Dateien}.', // tooManyFiles
  'Letzte Frage wird geändert', // editing
  'Sie sind offline. Ihre Nachricht ist noch da.', // offlineKept
];
