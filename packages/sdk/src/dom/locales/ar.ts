import type { LocaleTexts } from '../strings.js';

/** Arabic, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'فتح المحادثة', // open
  'إغلاق المحادثة', // close
  'اطرح سؤالاً', // title
  'اطرح سؤالاً', // placeholder
  'إرسال', // send
  'إيقاف', // stop
  'إعادة المحاولة', // retry
  'نسخ', // copy
  'تم النسخ', // copied
  'مفيد', // helpful
  'غير مفيد', // notHelpful
  'نص جديد في الأسفل', // newText
  'جارٍ البحث', // searching
  'قراءة {count} {count|zero=صفحة|one=صفحة|two=صفحتين|few=صفحات|many=صفحة|other=صفحة}', // reading
  'جارٍ الرد', // answering
  'متصل', // online
  'أنت غير متصل', // offline
  'المصادر', // sources
  'فتح الصفحة', // openPage
  'محادثة جديدة', // newConversation
  'توقف الرد. رسالتك محفوظة.', // errorGeneric
  'تعذر الوصول إلى الخادم. رسالتك محفوظة.', // errorNetwork
  'رسائل كثيرة دفعة واحدة. رسالتك محفوظة ويمكن إرسالها بعد {seconds} {seconds|zero=ثانية|one=ثانية|two=ثانيتين|few=ثوانٍ|many=ثانية|other=ثانية}.', // errorRateLimited
  'انقطع الرد هنا.', // interrupted
  'تم الإيقاف', // stopped
  'أنت', // you
  'الإجابات من صفحات هذا الموقع. تحقق من المصادر.', // footer
  'القائمة', // menu
  'المحادثة', // transcript
  'أسئلة مقترحة', // suggestions
  'صفحات قريبة', // nearest
  'المقطع المقتبس', // quote
  'المصدر {number}', // source
  'صفحة {page}', // page
  'يفتح في تبويب جديد', // newTab
  'إغلاق المصدر', // closeSource
  'أطول بمقدار {count} {count|zero=حرف|one=حرف|two=حرفين|few=أحرف|many=حرفًا|other=حرف}', // tooLong
  'الأحرف المتبقية: {count}', // charactersLeft
  'لا يُسمح بعرض هذه المحادثة هنا بعد. إن كان الموقع لك فأضف عنوانه إلى العناوين المسموحة.', // originRefused
  'لم تعد هذه المحادثة موجودة أو أن عنوانها ناقص. تحقق من المفتاح في آخر العنوان.', // keyRefused
  'تحديث', // reload
  'إلغاء', // cancel
  'رجوع', // back
  'تعذر تحميل المحادثة. أعد المحاولة', // launcherFailed
  'جارٍ إعادة الاتصال', // reconnecting
  '{count} {count|zero=رسالة جديدة|one=رسالة جديدة|two=رسالتان جديدتان|few=رسائل جديدة|many=رسالة جديدة|other=رسالة جديدة}', // unread
  'المحادثات', // conversations
  'لا محادثات بعد', // noConversations
  'الرد من جديد', // regenerate
  'تعديل السؤال', // edit
  'اسأل أيضًا', // followUps
  'نسخ الشيفرة', // copyCode
  'ما الذي يمكن تحسينه؟', // comment
  'إرسال التعليق', // sendComment
  'شكرًا', // thanks
  'إرفاق ملف', // attach
  'إزالة {name}', // removeFile
  '{name} أكبر من {size}.', // fileTooLarge
  'لا يمكن إرسال ملف مثل {name} هنا.', // fileType
  'تعذر إرسال {name}.', // fileFailed
  'إرسال {name}', // uploading
  'انطق سؤالك', // speak
  'أستمع', // listening
  'الميكروفون غير متاح.', // noMicrophone
  'تشغيل الصوت', // soundOn
  'كتم الصوت', // soundOff
  'التحدث إلى شخص', // handoff
  'وصلت محادثتك إلى شخص وسيرد.', // handoffSent
  'املأ هذا الحقل.', // required
  'أدخل عنوانًا مثل name@example.com.', // emailInvalid
  'ليس الآن', // skip
  'ترسل هذه المحادثة أسئلتك إلى الموقع وتُحفظ على هذا الجهاز.', // consent
  'ابدأ', // accept
  'حذف بياناتي', // clearData
  'حذف كل محادثاتك هنا وعلى الخادم؟', // clearDataConfirm
  'حُذفت محادثاتك.', // clearDataDone
  'هل يُسمح للمساعد بهذا في الصفحة: {name}؟', // toolAsk
  'سماح', // allow
  'عدم السماح', // deny
  'تم: {name}', // toolDone
  'سجّل الدخول لاستخدام المحادثة.', // signIn
  'إخفاء', // dismiss
  'بحث', // search
  'حذف', // delete
  'لا نتائج', // noMatches
  'حتى {count} {count|zero=ملف|one=ملف|two=ملفين|few=ملفات|many=ملفًا|other=ملف}.', // tooManyFiles
  'تعديل سؤالك الأخير', // editing
  'أنت غير متصل. رسالتك محفوظة.', // offlineKept
];
