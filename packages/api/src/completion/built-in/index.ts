export { composeAnswer, type AnswerPiece, type BuiltInAnswer } from './compose-answer.js';
