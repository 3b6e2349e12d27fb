export { answerAskedQuestion } from './answer-asked-question.js';
export { listQuestions, type QuestionsQuery } from './list-questions.js';
