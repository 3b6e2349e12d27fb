import { questionLanguage } from '../../retrieval/index.js';

const texts: Record<string, string> = {
  ar: 'لم أجد إجابة عن ذلك في محتوى هذا الموقع.',
  de: 'Dazu habe ich in den Inhalten dieser Website nichts gefunden.',
  el: 'Δεν βρήκα απάντηση σε αυτό στο περιεχόμενο αυτού του ιστότοπου.',
  en: 'I could not find an answer to that in this site’s content.',
  es: 'No he encontrado una respuesta a eso en el contenido de este sitio.',
  fr: 'Je n’ai pas trouvé de réponse à cela dans le contenu de ce site.',
  he: 'לא מצאתי לכך תשובה בתוכן של אתר זה.',
  hi: 'मुझे इस साइट की सामग्री में इसका उत्तर नहीं मिला।',
  it: 'Non ho trovato una risposta nei contenuti di questo sito.',
  ja: 'このサイトの内容には、その答えが見つかりませんでした。',
  ko: '이 사이트의 내용에서 그에 대한 답을 찾지 못했습니다.',
  nl: 'Ik heb daar op deze site geen antwoord op gevonden.',
  pl: 'Nie znalazłem odpowiedzi na to w treści tej strony.',
  pt: 'Não encontrei uma resposta para isso no conteúdo deste site.',
  ru: 'В материалах этого сайта я не нашёл ответа на этот вопрос.',
  th: 'ฉันไม่พบคำตอบสำหรับเรื่องนี้ในเนื้อหาของเว็บไซต์นี้',
  tr: 'Bu sitenin içeriğinde buna bir yanıt bulamadım.',
  uk: 'У матеріалах цього сайту я не знайшов відповіді на це.',
  vi: 'Tôi không tìm thấy câu trả lời cho điều đó trong nội dung của trang web này.',
  zh: '我在本网站的内容中没有找到答案。',
};

/** Says that the knowledge base does not cover the question, in its language, of which some are likelier, where we have it. */
export function notCoveredText(question: string, likely: readonly string[]): string {
  return texts[questionLanguage(question, likely) ?? 'en'] ?? texts['en'] ?? '';
}
