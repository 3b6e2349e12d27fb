import type { LocaleTexts } from '../strings.js';

/** Hebrew, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'פתיחת הצ׳אט', // open
  'סגירת הצ׳אט', // close
  'שאלו שאלה', // title
  'שאלו שאלה', // placeholder
  'שליחה', // send
  'עצירה', // stop
  'ניסיון נוסף', // retry
  'העתקה', // copy
  'הועתק', // copied
  'מועיל', // helpful
  'לא מועיל', // notHelpful
  'טקסט חדש למטה', // newText
  'מחפש', // searching
  'קורא {count} {count|one=דף|other=דפים}', // reading
  'עונה', // answering
  'מקוון', // online
  'אין חיבור', // offline
  'מקורות', // sources
  'פתיחת הדף', // openPage
  'שיחה חדשה', // newConversation
  'משהו עצר את התשובה. ההודעה נשמרה.', // errorGeneric
  'השרת אינו זמין. ההודעה נשמרה.', // errorNetwork
  'יותר מדי הודעות בבת אחת. ההודעה נשמרה ואפשר לשלוח אותה בעוד {seconds} {seconds|one=שנייה|other=שניות}.', // errorRateLimited
  'התשובה נקטעה כאן.', // interrupted
  'נעצר', // stopped
  'אתם', // you
  'התשובות לקוחות מדפי האתר. בדקו את המקורות.', // footer
  'תפריט', // menu
  'שיחה', // transcript
  'שאלות מוצעות', // suggestions
  'דפים קרובים', // nearest
  'הקטע המצוטט', // quote
  'מקור {number}', // source
  'עמוד {page}', // page
  'נפתח בלשונית חדשה', // newTab
  'סגירת המקור', // closeSource
  'ארוך מדי ב-{count} תווים', // tooLong
  'נותרו {count} תווים', // charactersLeft
  'עדיין אי אפשר להציג כאן את הצ׳אט. אם האתר שלכם, הוסיפו את כתובתו לכתובות המותרות.', // originRefused
  'הצ׳אט אינו קיים עוד או שהכתובת חלקית. בדקו את המפתח בסוף הכתובת.', // keyRefused
  'רענון', // reload
  'ביטול', // cancel
  'חזרה', // back
  'הצ׳אט לא נטען. ניסיון נוסף', // launcherFailed
  'מתחבר שוב', // reconnecting
  '{count} {count|one=הודעה חדשה|other=הודעות חדשות}', // unread
  'שיחות', // conversations
  'אין עדיין שיחות', // noConversations
  'תשובה נוספת', // regenerate
  'עריכת השאלה', // edit
  'אפשר לשאול גם', // followUps
  'העתקת הקוד', // copyCode
  'מה אפשר לשפר?', // comment
  'שליחת ההערה', // sendComment
  'תודה', // thanks
  'צירוף קובץ', // attach
  'הסרת {name}', // removeFile
  '{name} גדול מ-{size}.', // fileTooLarge
  'אי אפשר לשלוח כאן קובץ כמו {name}.', // fileType
  '{name} לא נשלח.', // fileFailed
  'שולח {name}', // uploading
  'הקלטת השאלה', // speak
  'מקשיב', // listening
  'המיקרופון אינו זמין.', // noMicrophone
  'הפעלת צליל', // soundOn
  'השתקה', // soundOff
  'שיחה עם אדם', // handoff
  'השיחה הועברה לאדם שיענה.', // handoffSent
  'מלאו את השדה.', // required
  'הזינו כתובת כמו name@example.com.', // emailInvalid
  'לא עכשיו', // skip
  'הצ׳אט שולח את שאלותיכם לאתר ושומר את השיחה במכשיר הזה.', // consent
  'התחלה', // accept
  'מחיקת הנתונים שלי', // clearData
  'למחוק את כל השיחות, כאן ובשרת?', // clearDataConfirm
  'השיחות נמחקו.', // clearDataDone
  'להרשות לעוזר לעשות זאת בדף: {name}?', // toolAsk
  'לאפשר', // allow
  'לא לאפשר', // deny
  'בוצע: {name}', // toolDone
  'התחברו כדי להשתמש בצ׳אט.', // signIn
  'הסתרה', // dismiss
  'חיפוש', // search
  'מחיקה', // delete
  'לא נמצא דבר', // noMatches
  'עד {count} {count|one=קובץ|other=קבצים}.', // tooManyFiles
  'עריכת השאלה האחרונה', // editing
  'אין חיבור. ההודעה נשמרה.', // offlineKept
];
