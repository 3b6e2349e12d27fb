import type { LocaleTexts } from '../strings.js';

/** Turkish, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Sohbeti aç', // open
  'Sohbeti kapat', // close
  'Soru sor', // title
  'Soru sor', // placeholder
  'Gönder', // send
  'Durdur', // stop
  'Yeniden dene', // retry
  'Kopyala', // copy
  'Kopyalandı', // copied
  'Yararlı', // helpful
  'Yararlı değil', // notHelpful
  'Aşağıda yeni metin var', // newText
  'Aranıyor', // searching
  '{count} sayfa okunuyor', // reading
  'Yanıtlanıyor', // answering
  'Çevrimiçi', // online
  'Çevrimdışısınız', // offline
  'Kaynaklar', // sources
  'Sayfayı aç', // openPage
  'Yeni konuşma', // newConversation
  'Yanıt durdu. İletiniz saklandı.', // errorGeneric
  'Sunucuya ulaşılamadı. İletiniz saklandı.', // errorNetwork
  'Aynı anda çok fazla ileti. İletiniz saklandı, {seconds} saniye sonra gönderilebilir.', // errorRateLimited
  'Yanıt burada kesildi.', // interrupted
  'Durduruldu', // stopped
  'Siz', // you
  'Yanıtlar bu sitenin sayfalarından gelir. Kaynakları denetleyin.', // footer
  'Menü', // menu
  'Konuşma', // transcript
  'Önerilen sorular', // suggestions
  'Yakın sayfalar', // nearest
  'Alıntı', // quote
  'Kaynak {number}', // source
  'sayfa {page}', // page
  'yeni sekmede açılır', // newTab
  'Kaynağı kapat', // closeSource
  '{count} karakter fazla', // tooLong
  '{count} karakter kaldı', // charactersLeft
  'Bu sohbet burada henüz gösterilemez. Site sizinse adresini izin verilenlere ekleyin.', // originRefused
  'Bu sohbet artık yok ya da adresi eksik. Adresin sonundaki anahtarı denetleyin.', // keyRefused
  'Yenile', // reload
  'Vazgeç', // cancel
  'Geri', // back
  'Sohbet yüklenemedi. Yeniden dene', // launcherFailed
  'Yeniden bağlanıyor', // reconnecting
  '{count} yeni ileti', // unread
  'Konuşmalar', // conversations
  'Henüz konuşma yok', // noConversations
  'Yeniden yanıtla', // regenerate
  'Soruyu düzenle', // edit
  'Sonra sor', // followUps
  'Kodu kopyala', // copyCode
  'Ne daha iyi olabilir?', // comment
  'Yorumu gönder', // sendComment
  'Teşekkürler', // thanks
  'Dosya ekle', // attach
  'Kaldır: {name}', // removeFile
  '{name}, {size} sınırını aşıyor.', // fileTooLarge
  '{name} türünde dosya gönderilemez.', // fileType
  '{name} gönderilemedi.', // fileFailed
  '{name} gönderiliyor', // uploading
  'Soruyu söyle', // speak
  'Dinleniyor', // listening
  'Mikrofon kullanılamıyor.', // noMicrophone
  'Sesi aç', // soundOn
  'Sesi kapat', // soundOff
  'Bir kişiyle konuş', // handoff
  'Konuşmanız bir kişiye iletildi, yanıtlayacak.', // handoffSent
  'Bu alanı doldurun.', // required
  'ad@example.com gibi bir adres girin.', // emailInvalid
  'Şimdi değil', // skip
  'Bu sohbet sorularınızı siteye gönderir ve konuşmayı bu cihazda saklar.', // consent
  'Başla', // accept
  'Verilerimi sil', // clearData
  'Tüm konuşmalarınız burada ve sunucuda silinsin mi?', // clearDataConfirm
  'Konuşmalarınız silindi.', // clearDataDone
  'Asistan sayfada bunu yapsın mı: {name}?', // toolAsk
  'İzin ver', // allow
  'İzin verme', // deny
  'Tamam: {name}', // toolDone
  'Bu sohbet için oturum açın.', // signIn
  'Gizle', // dismiss
  'Ara', // search
  'Sil', // delete
  'Bir şey bulunamadı', // noMatches
  'En çok {count} dosya.', // tooManyFiles
  'Son sorunuz düzenleniyor', // editing
  'Çevrimdışısınız. İletiniz saklandı.', // offlineKept
];
