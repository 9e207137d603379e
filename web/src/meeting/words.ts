import { words } from '../words/words.svelte';

/** What the view of a meeting says. */
export const say = words({
  en: {
    meeting: 'Meeting', notThere: 'This meeting is not there, or you are not invited to it.', tryAgain: 'Try again',
    inZone: '{time} in {zone}', alreadyCancelled: 'This meeting is cancelled.', oneCancelled: 'This one of the series is cancelled.', join: 'Open the link', place: 'Place', people: 'People', organizer: 'organizes', you: 'you', seen: 'seen', notSeen: 'not yet seen',
    counted: '{n|# person invited|# people invited}', files: 'Files', reminders: 'Reminders', free: 'Shown as free', repeats: 'Repeats', ownRule: 'by a rule of its own: {rule}', dates: 'on single dates', description: 'Description',
    change: 'Change', cancelMeeting: 'Cancel meeting', cancelAsk: 'Cancel “{title}”? Everybody invited is told.', cancelAlone: 'Cancel “{title}”?', reallyCancel: 'Yes, cancel it', keep: 'No, keep it', cancelDone: '“{title}” is cancelled.', whichChange: 'What do you want to change?', whichCancel: 'What do you want to cancel?',
    this: 'Only this one', following: 'This and the following', all: 'The whole series', back: 'Back', next: 'Continue',
    copyLink: 'Copy link', copied: 'The link is copied.', copyByHand: 'Link to this meeting', yourAnswer: 'Your answer', word: 'A word with it (optional)', answerFor: 'This answer is for', sendWord: 'Send',
    made: 'Made {at}', changed: 'changed {at}',
  },
  de: {
    meeting: 'Termin', notThere: 'Diesen Termin gibt es nicht, oder du bist nicht eingeladen.', tryAgain: 'Noch einmal',
    inZone: '{time} in {zone}', alreadyCancelled: 'Dieser Termin fällt aus.', oneCancelled: 'Dieser Termin der Serie fällt aus.', join: 'Link öffnen', place: 'Ort', people: 'Personen', organizer: 'lädt ein', you: 'du', seen: 'gesehen', notSeen: 'noch nicht gesehen',
    counted: '{n|# Person eingeladen|# Personen eingeladen}', files: 'Dateien', reminders: 'Erinnerungen', free: 'Wird als frei angezeigt', repeats: 'Wiederholung', ownRule: 'nach eigener Regel: {rule}', dates: 'an einzelnen Tagen', description: 'Beschreibung',
    change: 'Ändern', cancelMeeting: 'Termin absagen', cancelAsk: '„{title}“ absagen? Alle Eingeladenen erfahren es.', cancelAlone: '„{title}“ absagen?', reallyCancel: 'Ja, absagen', keep: 'Nein, behalten', cancelDone: '„{title}“ ist abgesagt.', whichChange: 'Was möchtest du ändern?', whichCancel: 'Was möchtest du absagen?',
    this: 'Nur diesen', following: 'Diesen und die folgenden', all: 'Die ganze Serie', back: 'Zurück', next: 'Weiter',
    copyLink: 'Link kopieren', copied: 'Der Link ist kopiert.', copyByHand: 'Link zu diesem Termin', yourAnswer: 'Deine Antwort', word: 'Ein Wort dazu (freiwillig)', answerFor: 'Diese Antwort gilt für', sendWord: 'Senden',
    made: 'Angelegt {at}', changed: 'geändert {at}',
  },
  fr: {
    meeting: 'Réunion', notThere: 'Cette réunion n’existe pas, ou vous n’y êtes pas invité.', tryAgain: 'Réessayer',
    inZone: '{time}, {zone}', alreadyCancelled: 'Cette réunion est annulée.', oneCancelled: 'Celle-ci de la série est annulée.', join: 'Ouvrir le lien', place: 'Lieu', people: 'Personnes', organizer: 'organise', you: 'vous', seen: 'vu', notSeen: 'pas encore vu',
    counted: '{n|# personne invitée|# personnes invitées}', files: 'Fichiers', reminders: 'Rappels', free: 'Affichée comme libre', repeats: 'Répétition', ownRule: 'selon sa propre règle : {rule}', dates: 'à des dates isolées', description: 'Description',
    change: 'Modifier', cancelMeeting: 'Annuler la réunion', cancelAsk: 'Annuler « {title} » ? Toutes les personnes invitées seront prévenues.', cancelAlone: 'Annuler « {title} » ?', reallyCancel: 'Oui, annuler', keep: 'Non, garder', cancelDone: '« {title} » est annulée.', whichChange: 'Que voulez-vous modifier ?', whichCancel: 'Que voulez-vous annuler ?',
    this: 'Seulement celle-ci', following: 'Celle-ci et les suivantes', all: 'Toute la série', back: 'Retour', next: 'Continuer',
    copyLink: 'Copier le lien', copied: 'Le lien est copié.', copyByHand: 'Lien vers cette réunion', yourAnswer: 'Votre réponse', word: 'Un mot avec (facultatif)', answerFor: 'Cette réponse vaut pour', sendWord: 'Envoyer',
    made: 'Créée {at}', changed: 'modifiée {at}',
  },
});
