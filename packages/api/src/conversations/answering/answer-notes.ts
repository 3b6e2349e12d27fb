import { questionLanguage } from '../../retrieval/index.js';

interface Notes {
  declined: string;
  cut: string;
}

const english: Notes = {
  declined: 'I am sorry, I cannot help with that here. You are welcome to ask another question.',
  cut: '… The answer was cut here because it became too long.',
};

const notes: Record<string, Notes> = {
  ar: {
    declined: 'عذرًا، لا يمكنني المساعدة في ذلك هنا. يسعدني أن تطرح سؤالًا آخر.',
    cut: '… قُطعت الإجابة هنا لأنها أصبحت طويلة جدًا.',
  },
  de: {
    declined: 'Dabei kann ich hier leider nicht helfen. Stellen Sie gern eine andere Frage.',
    cut: '… Die Antwort endet hier, weil sie zu lang wurde.',
  },
  en: english,
  es: {
    declined: 'Lo siento, aquí no puedo ayudar con eso. Puedes hacer otra pregunta.',
    cut: '… La respuesta se corta aquí porque era demasiado larga.',
  },
  fr: {
    declined: 'Désolé, je ne peux pas aider à ce sujet ici. Vous pouvez poser une autre question.',
    cut: '… La réponse s’arrête ici, car elle devenait trop longue.',
  },
  he: {
    declined: 'מצטער, אינני יכול לעזור בכך כאן. אפשר לשאול שאלה אחרת.',
    cut: '… התשובה נקטעה כאן כי נעשתה ארוכה מדי.',
  },
  hi: {
    declined: 'क्षमा करें, मैं यहाँ इसमें मदद नहीं कर सकता। आप कोई और प्रश्न पूछ सकते हैं।',
    cut: '… उत्तर बहुत लंबा होने के कारण यहीं काटा गया।',
  },
  it: {
    declined: 'Mi dispiace, qui non posso aiutare con questo. Puoi fare un’altra domanda.',
    cut: '… La risposta si interrompe qui perché era troppo lunga.',
  },
  ja: {
    declined: '申し訳ありませんが、こちらではお手伝いできません。別のご質問をどうぞ。',
    cut: '… 回答が長くなりすぎたため、ここで切られました。',
  },
  ko: {
    declined: '죄송하지만 여기서는 도와드릴 수 없습니다. 다른 질문을 해 주세요.',
    cut: '… 답변이 너무 길어져 여기서 잘렸습니다.',
  },
  nl: {
    declined: 'Sorry, daarmee kan ik hier niet helpen. Stel gerust een andere vraag.',
    cut: '… Het antwoord stopt hier omdat het te lang werd.',
  },
  pl: {
    declined: 'Przykro mi, nie mogę tu w tym pomóc. Proszę zadać inne pytanie.',
    cut: '… Odpowiedź urwano w tym miejscu, ponieważ była zbyt długa.',
  },
  pt: {
    declined: 'Desculpe, não posso ajudar com isso aqui. Pode fazer outra pergunta.',
    cut: '… A resposta termina aqui porque ficou longa demais.',
  },
  ru: {
    declined: 'К сожалению, здесь я не могу с этим помочь. Вы можете задать другой вопрос.',
    cut: '… Ответ обрывается здесь, потому что стал слишком длинным.',
  },
  tr: {
    declined: 'Üzgünüm, bu konuda burada yardımcı olamıyorum. Başka bir soru sorabilirsiniz.',
    cut: '… Yanıt çok uzadığı için burada kesildi.',
  },
  uk: {
    declined: 'На жаль, тут я не можу з цим допомогти. Ви можете поставити інше запитання.',
    cut: '… Відповідь обривається тут, бо стала надто довгою.',
  },
  zh: { declined: '抱歉，我无法在这里提供帮助。您可以换一个问题。', cut: '… 回答过长，到此截断。' },
};

/** What stands for a model's refusal, in the question's language where we have it. */
export function declinedText(question: string, likely: readonly string[]): string {
  return notesFor(question, likely).declined;
}

/** What ends an answer that became too long. */
export function cutText(question: string, likely: readonly string[]): string {
  return notesFor(question, likely).cut;
}

function notesFor(question: string, likely: readonly string[]): Notes {
  return notes[questionLanguage(question, likely) ?? 'en'] ?? english;
}
