import type { LocaleTexts } from '../strings.js';

/** Polish, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Otwórz czat', // open
  'Zamknij czat', // close
  'Zadaj pytanie', // title
  'Zadaj pytanie', // placeholder
  'Wyślij', // send
  'Zatrzymaj', // stop
  'Spróbuj ponownie', // retry
  'Kopiuj', // copy
  'Skopiowano', // copied
  'Pomocne', // helpful
  'Niepomocne', // notHelpful
  'Nowy tekst poniżej', // newText
  'Szukam', // searching
  'Czytam {count} {count|one=stronę|few=strony|many=stron|other=strony}', // reading
  'Odpowiadam', // answering
  'Online', // online
  'Jesteś offline', // offline
  'Źródła', // sources
  'Otwórz stronę', // openPage
  'Nowa rozmowa', // newConversation
  'Coś przerwało odpowiedź. Wiadomość jest zachowana.', // errorGeneric
  'Serwer nie odpowiada. Wiadomość jest zachowana.', // errorNetwork
  'Zbyt wiele wiadomości naraz. Wiadomość jest zachowana i można ją wysłać za {seconds} {seconds|one=sekundę|few=sekundy|many=sekund|other=sekundy}.', // errorRateLimited
  'Odpowiedź urwała się tutaj.', // interrupted
  'Zatrzymano', // stopped
  'Ty', // you
  'Odpowiedzi pochodzą ze stron tej witryny. Sprawdź źródła.', // footer
  'Menu', // menu
  'Rozmowa', // transcript
  'Proponowane pytania', // suggestions
  'Zbliżone strony', // nearest
  'Cytowany fragment', // quote
  'Źródło {number}', // source
  'strona {page}', // page
  'otwiera się w nowej karcie', // newTab
  'Zamknij źródło', // closeSource
  'Za długie o {count} {count|one=znak|few=znaki|many=znaków|other=znaku}', // tooLong
  'Zostało znaków: {count}', // charactersLeft
  'Tego czatu nie można jeszcze tu pokazać. Jeśli to Twoja witryna, dodaj jej adres do dozwolonych.', // originRefused
  'Ten czat już nie istnieje albo adres jest niepełny. Sprawdź klucz na końcu adresu.', // keyRefused
  'Odśwież', // reload
  'Anuluj', // cancel
  'Wstecz', // back
  'Nie udało się wczytać czatu. Spróbuj ponownie', // launcherFailed
  'Ponowne łączenie', // reconnecting
  '{count} {count|one=nowa wiadomość|few=nowe wiadomości|many=nowych wiadomości|other=nowej wiadomości}', // unread
  'Rozmowy', // conversations
  'Nie ma jeszcze rozmów', // noConversations
  'Odpowiedz ponownie', // regenerate
  'Zmień pytanie', // edit
  'Zapytaj też', // followUps
  'Kopiuj kod', // copyCode
  'Co można poprawić?', // comment
  'Wyślij komentarz', // sendComment
  'Dziękujemy', // thanks
  'Dołącz plik', // attach
  'Usuń {name}', // removeFile
  '{name} ma więcej niż {size}.', // fileTooLarge
  'Pliku {name} nie można tu wysłać.', // fileType
  'Nie udało się wysłać {name}.', // fileFailed
  'Wysyłam {name}', // uploading
  'Powiedz pytanie', // speak
  'Słucham', // listening
  'Mikrofon jest niedostępny.', // noMicrophone
  'Włącz dźwięk', // soundOn
  'Wyłącz dźwięk', // soundOff
  'Porozmawiaj z człowiekiem', // handoff
  'Ktoś ma Twoją rozmowę i odpowie.', // handoffSent
  'Wypełnij to pole.', // required
  'Podaj adres w rodzaju imie@example.com.', // emailInvalid
  'Nie teraz', // skip
  'Ten czat wysyła pytania do witryny i przechowuje rozmowę na tym urządzeniu.', // consent
  'Rozpocznij', // accept
  'Usuń moje dane', // clearData
  'Usunąć wszystkie rozmowy, tutaj i na serwerze?', // clearDataConfirm
  'Rozmowy zostały usunięte.', // clearDataDone
  'Czy asystent może to zrobić na stronie: {name}?', // toolAsk
  'Zezwól', // allow
  'Nie zezwalaj', // deny
  'Gotowe: {name}', // toolDone
  'Zaloguj się, aby używać czatu.', // signIn
  'Ukryj', // dismiss
  'Szukaj', // search
  'Usuń', // delete
  'Nic nie znaleziono', // noMatches
  'Najwyżej {count} {count|one=plik|few=pliki|many=plików|other=pliku}.', // tooManyFiles
  'Zmieniasz ostatnie pytanie', // editing
  'Jesteś offline. Wiadomość jest zachowana.', // offlineKept
];
