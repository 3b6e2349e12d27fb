import type { LocaleTexts } from '../strings.js';

/** French, in the order of `widgetStringKeys`. */
export const texts: LocaleTexts = [
  'Ouvrir le chat', // open
  'Fermer le chat', // close
  'Poser une question', // title
  'Poser une question', // placeholder
  'Envoyer', // send
  'Arrêter', // stop
  'Réessayer', // retry
  'Copier', // copy
  'Copié', // copied
  'Utile', // helpful
  'Pas utile', // notHelpful
  'Suite du texte plus bas', // newText
  'Recherche', // searching
  'Lecture de {count} {count|one=page|other=pages}', // reading
  'Rédaction', // answering
  'En ligne', // online
  'Vous êtes hors ligne', // offline
  'Sources', // sources
  'Ouvrir la page', // openPage
  'Nouvelle conversation', // newConversation
  'La réponse s’est arrêtée. Votre message est conservé.', // errorGeneric
  'Serveur injoignable. Votre message est conservé.', // errorNetwork
  'Trop de messages à la fois. Votre message est conservé et pourra partir dans {seconds} {seconds|one=seconde|other=secondes}.', // errorRateLimited
  'La réponse s’est interrompue ici.', // interrupted
  'Arrêté', // stopped
  'Vous', // you
  'Les réponses viennent des pages de ce site. Vérifiez les sources.', // footer
  'Menu', // menu
  'Conversation', // transcript
  'Questions suggérées', // suggestions
  'Pages proches', // nearest
  'Passage cité', // quote
  'Source {number}', // source
  'page {page}', // page
  's’ouvre dans un nouvel onglet', // newTab
  'Fermer la source', // closeSource
  '{count} {count|one=caractère|other=caractères} de trop', // tooLong
  'Encore {count} {count|one=caractère|other=caractères}', // charactersLeft
  'Ce chat n’est pas encore autorisé sur ce site. Si le site est à vous, ajoutez son origine aux origines autorisées.', // originRefused
  'Ce chat n’existe plus ou son adresse est incomplète. Vérifiez la clé à la fin de l’adresse.', // keyRefused
  'Recharger', // reload
  'Annuler', // cancel
  'Retour', // back
  'Le chat n’a pas pu se charger. Réessayer', // launcherFailed
  'Reconnexion', // reconnecting
  '{count} {count|one=nouveau message|other=nouveaux messages}', // unread
  'Conversations', // conversations
  'Aucune conversation', // noConversations
  'Répondre à nouveau', // regenerate
  'Modifier la question', // edit
  'À demander ensuite', // followUps
  'Copier le code', // copyCode
  'Que peut-on améliorer ?', // comment
  'Envoyer le commentaire', // sendComment
  'Merci', // thanks
  'Joindre un fichier', // attach
  'Retirer {name}', // removeFile
  '{name} dépasse {size}.', // fileTooLarge
  'Ce type de fichier ne peut pas être envoyé ici : {name}', // fileType
  '{name} n’a pas pu être envoyé.', // fileFailed
  'Envoi de {name}', // uploading
  'Dicter la question', // speak
  'J’écoute', // listening
  'Le micro n’est pas disponible.', // noMicrophone
  'Activer le son', // soundOn
  'Couper le son', // soundOff
  'Parler à une personne', // handoff
  'Une personne a votre conversation et va répondre.', // handoffSent
  'Remplissez ce champ.', // required
  'Saisissez une adresse comme nom@example.com.', // emailInvalid
  'Pas maintenant', // skip
  'Ce chat envoie vos questions au site et garde la conversation sur cet appareil.', // consent
  'Commencer', // accept
  'Supprimer mes données', // clearData
  'Supprimer toutes vos conversations, ici et sur le serveur ?', // clearDataConfirm
  'Vos conversations sont supprimées.', // clearDataDone
  'L’assistant peut-il faire ceci sur la page : {name} ?', // toolAsk
  'Autoriser', // allow
  'Refuser', // deny
  'Fait : {name}', // toolDone
  'Connectez-vous pour utiliser ce chat.', // signIn
  'Masquer', // dismiss
  'Rechercher', // search
  'Supprimer', // delete
  'Aucun résultat', // noMatches
  '{count} {count|one=fichier|other=fichiers} au plus.', // tooManyFiles
  'Modification de la dernière question', // editing
  'Vous êtes hors ligne. Votre message est conservé.', // offlineKept
];
