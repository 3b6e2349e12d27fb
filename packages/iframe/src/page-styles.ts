import '@askwell/sdk/styles/chat.css';
import '@askwell/sdk/styles/answers.css';
import './styles/page.css';
