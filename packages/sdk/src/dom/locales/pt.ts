import type { LocaleTexts } from '../strings.js';

/** Portuguese, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Abrir o chat', // open
  'Fechar o chat', // close
  'Faça uma pergunta', // title
  'Faça uma pergunta', // placeholder
  'Enviar', // send
  'Parar', // stop
  'Tentar de novo', // retry
  'Copiar', // copy
  'Copiado', // copied
  'Útil', // helpful
  'Não foi útil', // notHelpful
  'Há mais texto abaixo', // newText
  'Pesquisando', // searching
  'Lendo {count} {count|página|páginas}', // reading
  'Respondendo', // answering
  'Online', // online
  'Sem ligação', // offline
  'Fontes', // sources
  'Abrir a página', // openPage
  'Nova conversa', // newConversation
  'Algo interrompeu a resposta. Sua mensagem foi mantida.', // errorGeneric
  'Não foi possível contactar o servidor. Sua mensagem foi mantida.', // errorNetwork
  'Mensagens demais de uma vez. Sua mensagem foi mantida e pode ser enviada em {seconds} {seconds|segundo|segundos}.', // errorRateLimited
  'A resposta parou aqui.', // interrupted
  'Parado', // stopped
  'Você', // you
  'As respostas vêm das páginas deste site. Confira as fontes.', // footer
  'Menu', // menu
  'Conversa', // transcript
  'Perguntas sugeridas', // suggestions
  'Páginas próximas', // nearest
  'Trecho citado', // quote
  'Fonte {number}', // source
  'página {page}', // page
  'abre em nova aba', // newTab
  'Fechar a fonte', // closeSource
  '{count} {count|caractere|caracteres} a mais', // tooLong
  'Restam {count} {count|caractere|caracteres}', // charactersLeft
  'Este chat ainda não pode aparecer neste site. Se o site é seu, adicione a origem às origens permitidas.', // originRefused
  'Este chat não existe mais ou o endereço está incompleto. Confira a chave no fim do endereço.', // keyRefused
  'Recarregar', // reload
  'Cancelar', // cancel
  'Voltar', // back
  'O chat não carregou. Tentar de novo', // launcherFailed
  'Ligando de novo', // reconnecting
  '{count} {count|nova mensagem|novas mensagens}', // unread
  'Conversas', // conversations
  'Nenhuma conversa ainda', // noConversations
  'Responder de novo', // regenerate
  'Editar a pergunta', // edit
  'Pergunte também', // followUps
  'Copiar o código', // copyCode
  'O que pode melhorar?', // comment
  'Enviar comentário', // sendComment
  'Obrigado', // thanks
  'Anexar um arquivo', // attach
  'Remover {name}', // removeFile
  '{name} passa de {size}.', // fileTooLarge
  'Um arquivo como {name} não pode ser enviado aqui.', // fileType
  '{name} não foi enviado.', // fileFailed
  'Enviando {name}', // uploading
  'Falar a pergunta', // speak
  'Ouvindo', // listening
  'O microfone não está disponível.', // noMicrophone
  'Ligar o som', // soundOn
  'Desligar o som', // soundOff
  'Falar com uma pessoa', // handoff
  'Uma pessoa tem sua conversa e vai responder.', // handoffSent
  'Preencha este campo.', // required
  'Escreva um endereço como nome@example.com.', // emailInvalid
  'Agora não', // skip
  'Este chat envia suas perguntas ao site e guarda a conversa neste aparelho.', // consent
  'Começar', // accept
  'Apagar meus dados', // clearData
  'Apagar todas as suas conversas, aqui e no servidor?', // clearDataConfirm
  'Suas conversas foram apagadas.', // clearDataDone
  'O assistente pode fazer isto na página: {name}?', // toolAsk
  'Permitir', // allow
  'Não permitir', // deny
  'Feito: {name}', // toolDone
  'Entre na sua conta para usar este chat.', // signIn
  'Ocultar', // dismiss
  'Pesquisar', // search
  'Apagar', // delete
  'Nada encontrado', // noMatches
  'No máximo {count} {count|arquivo|arquivos}.', // tooManyFiles
  'Editando sua última pergunta', // editing
  'Sem ligação. Sua mensagem foi mantida.', // offlineKept
];
