import { lengthText } from '../words/dates';
import { words } from '../words/words.svelte';

/** What the form says. */
export const say = words({
  en: {
    newMeeting: 'New meeting', changeMeeting: 'Change meeting', changeThis: 'Change this one', changeFollowing: 'Change this and the following', changeAll: 'Change the whole series',
    title: 'Title', starts: 'Starts', ends: 'Ends', date: 'date', time: 'time', allDay: 'All day', zone: 'Time zone', endZone: 'Time zone of the end', otherEndZone: 'Ends in another time zone',
    inYourZone: 'For you that is {time}', showAs: 'Show as', busy: 'Busy', free: 'Free',
    repeats: 'Repeats', never: 'never', custom: 'other…', kept: 'as it is', keptRule: 'This series follows a rule that cannot be changed here: {rule}', keptDates: 'This series has single dates, which cannot be changed here.',
    every: 'Every', unitDay: '{n|day|days}', unitWeek: '{n|week|weeks}', unitMonth: '{n|month|months}', unitYear: '{n|year|years}', unit: 'unit', onDays: 'On these days', onDayOfMonth: 'On',
    seriesEnds: 'Series ends', endsNever: 'never', endsOn: 'on a date', endsAfter: 'after a number of times', lastDay: 'last day', times: 'times',
    people: 'People', findPeople: 'Name or e-mail address', removePerson: 'Remove {name}', inviteAddress: 'Invite {email}', nobodyFound: 'Nobody found', found: '{n|# person found|# people found}', peopleOfSeries: 'People and files belong to the whole series: choose the whole series to change them.',
    location: 'Place', link: 'Link', description: 'Description', reminders: 'Reminders', addReminder: 'Add a reminder', noReminders: 'No reminders', atStart: 'at the start', atNine: 'on the day at 9:00', before: '{length} before', removeReminder: 'Remove the reminder {when}',
    files: 'Files', chooseFiles: 'Choose files', dropFiles: 'or drop them here', removeFile: 'Remove {name}', tooLarge: 'It is too large, or all your files together are.', notSent: 'It could not be sent.', sending: '{share} sent', waiting: 'is sent with the meeting', sent: 'sent', restore: 'Keep {name}', willGo: 'is removed when you save',
    invite: 'Invite', save: 'Save', make: 'Create', saving: 'Saving…', made: '“{title}” is in your calendar.', madeWith: '“{title}” is made, {n|# person is|# people are} invited.', takenBack: '“{title}” is cancelled.', saved: '“{title}” is saved.',
    filesFailed: 'The meeting is saved, but not all files were sent.', tryAgain: 'Try again', done: 'Done',
    missing: 'Please fill this in.', endBeforeStart: 'The end must be after the start.', noLink: 'A link begins with http:// or https://.',
    discardAsk: 'Discard what you wrote?', discard: 'Discard', keepWriting: 'Keep writing',
    freeBusy: 'Who is free', planned: 'Planned time', you: 'You', everybodyFree: 'Everybody is free then.', youFree: 'You are free then.', isBusy: '{names} {n|is|are} busy then.', isTentative: '{names} may be busy then.', youBusy: 'You are busy then.', youTentative: 'You may be busy then.',
    busyFromTo: 'busy {span}', tentativeFromTo: 'tentative {span}', freeAllDay: 'free all day', previousDay: 'Previous day', nextDay: 'Next day', legendBusy: 'busy', legendTentative: 'tentative', unknownTimes: 'Known after the invitation: {names}',
    suggest: 'Suggest times', allFree: 'everybody is free', tentativeAre: 'tentative: {names}', noTimes: 'No time found:', 'no-room': 'what is left of these days is shorter than the meeting', 'working-hours': 'at no time is everybody within their working hours for so long', busyShare: '{name} is busy {share} of the working time', searched: 'within working hours, {span}',
    changedMeanwhile: 'This meeting was changed meanwhile', meanwhileText: 'It was changed elsewhere while you were writing. Which shall it be?', theirs: 'Now', yours: 'Yours', takeTheirs: 'Take theirs', saveMine: 'Save mine anyway', back: 'Back', when: 'When', empty: '(empty)', untouched: 'not changed', same: 'What you changed is another part.', noLonger: 'It was cancelled meanwhile.',
  },
  de: {
    newMeeting: 'Neuer Termin', changeMeeting: 'Termin ändern', changeThis: 'Nur diesen Termin ändern', changeFollowing: 'Diesen und die folgenden ändern', changeAll: 'Die ganze Serie ändern',
    title: 'Titel', starts: 'Beginn', ends: 'Ende', date: 'Datum', time: 'Uhrzeit', allDay: 'Ganztägig', zone: 'Zeitzone', endZone: 'Zeitzone des Endes', otherEndZone: 'Endet in einer anderen Zeitzone',
    inYourZone: 'Für dich ist das {time}', showAs: 'Anzeigen als', busy: 'Beschäftigt', free: 'Frei',
    repeats: 'Wiederholung', never: 'keine', custom: 'andere …', kept: 'wie sie ist', keptRule: 'Diese Serie folgt einer Regel, die sich hier nicht ändern lässt: {rule}', keptDates: 'Diese Serie hat einzelne Termine, die sich hier nicht ändern lassen.',
    every: 'Alle', unitDay: '{n|Tag|Tage}', unitWeek: '{n|Woche|Wochen}', unitMonth: '{n|Monat|Monate}', unitYear: '{n|Jahr|Jahre}', unit: 'Einheit', onDays: 'An diesen Tagen', onDayOfMonth: 'Tag',
    seriesEnds: 'Serie endet', endsNever: 'nie', endsOn: 'an einem Tag', endsAfter: 'nach einer Anzahl', lastDay: 'letzter Tag', times: 'Mal',
    people: 'Personen', findPeople: 'Name oder E-Mail-Adresse', removePerson: '{name} entfernen', inviteAddress: '{email} einladen', nobodyFound: 'Niemand gefunden', found: '{n|# Person gefunden|# Personen gefunden}', peopleOfSeries: 'Personen und Dateien gehören zur ganzen Serie: wähle die ganze Serie, um sie zu ändern.',
    location: 'Ort', link: 'Link', description: 'Beschreibung', reminders: 'Erinnerungen', addReminder: 'Erinnerung hinzufügen', noReminders: 'Keine Erinnerungen', atStart: 'zu Beginn', atNine: 'am Tag um 9:00', before: '{length} vorher', removeReminder: 'Erinnerung {when} entfernen',
    files: 'Dateien', chooseFiles: 'Dateien wählen', dropFiles: 'oder hier ablegen', removeFile: '{name} entfernen', tooLarge: 'Sie ist zu groß, oder alle deine Dateien zusammen sind es.', notSent: 'Sie konnte nicht gesendet werden.', sending: '{share} gesendet', waiting: 'wird mit dem Termin gesendet', sent: 'gesendet', restore: '{name} behalten', willGo: 'wird beim Speichern entfernt',
    invite: 'Einladen', save: 'Speichern', make: 'Anlegen', saving: 'Wird gespeichert …', made: '„{title}“ steht in deinem Kalender.', madeWith: '„{title}“ ist angelegt, {n|# Person ist|# Personen sind} eingeladen.', takenBack: '„{title}“ ist abgesagt.', saved: '„{title}“ ist gespeichert.',
    filesFailed: 'Der Termin ist gespeichert, aber nicht alle Dateien wurden gesendet.', tryAgain: 'Noch einmal', done: 'Fertig',
    missing: 'Bitte ausfüllen.', endBeforeStart: 'Das Ende muss nach dem Beginn liegen.', noLink: 'Ein Link beginnt mit http:// oder https://.',
    discardAsk: 'Verwerfen, was du geschrieben hast?', discard: 'Verwerfen', keepWriting: 'Weiterschreiben',
    freeBusy: 'Wer hat Zeit', planned: 'Geplante Zeit', you: 'Du', everybodyFree: 'Alle haben dann Zeit.', youFree: 'Du hast dann Zeit.', isBusy: '{names} {n|ist|sind} dann beschäftigt.', isTentative: '{names} {n|ist|sind} dann vielleicht beschäftigt.', youBusy: 'Du bist dann beschäftigt.', youTentative: 'Du bist dann vielleicht beschäftigt.',
    busyFromTo: 'beschäftigt {span}', tentativeFromTo: 'mit Vorbehalt {span}', freeAllDay: 'den ganzen Tag frei', previousDay: 'Tag davor', nextDay: 'Tag danach', legendBusy: 'beschäftigt', legendTentative: 'mit Vorbehalt', unknownTimes: 'Nach der Einladung bekannt: {names}',
    suggest: 'Zeiten vorschlagen', allFree: 'alle haben Zeit', tentativeAre: 'mit Vorbehalt: {names}', noTimes: 'Keine Zeit gefunden:', 'no-room': 'was von diesen Tagen bleibt, ist kürzer als der Termin', 'working-hours': 'nie sind alle so lange innerhalb ihrer Arbeitszeit', busyShare: '{name} ist während {share} der Arbeitszeit beschäftigt', searched: 'innerhalb der Arbeitszeit, {span}',
    changedMeanwhile: 'Dieser Termin wurde inzwischen geändert', meanwhileText: 'Er wurde anderswo geändert, während du geschrieben hast. Was soll gelten?', theirs: 'Jetzt', yours: 'Deins', takeTheirs: 'Jetziges übernehmen', saveMine: 'Meins trotzdem speichern', back: 'Zurück', when: 'Wann', empty: '(leer)', untouched: 'nicht geändert', same: 'Du hast anderes geändert.', noLonger: 'Er wurde inzwischen abgesagt.',
  },
  fr: {
    newMeeting: 'Nouvelle réunion', changeMeeting: 'Modifier la réunion', changeThis: 'Modifier seulement celle-ci', changeFollowing: 'Modifier celle-ci et les suivantes', changeAll: 'Modifier toute la série',
    title: 'Titre', starts: 'Début', ends: 'Fin', date: 'date', time: 'heure', allDay: 'Toute la journée', zone: 'Fuseau horaire', endZone: 'Fuseau horaire de la fin', otherEndZone: 'Se termine dans un autre fuseau',
    inYourZone: 'Pour vous : {time}', showAs: 'Afficher comme', busy: 'Occupé', free: 'Libre',
    repeats: 'Répétition', never: 'jamais', custom: 'autre…', kept: 'telle quelle', keptRule: 'Cette série suit une règle qui ne peut pas être modifiée ici : {rule}', keptDates: 'Cette série a des dates isolées, qui ne peuvent pas être modifiées ici.',
    every: 'Tous les', unitDay: '{n|jour|jours}', unitWeek: '{n|semaine|semaines}', unitMonth: '{n|mois|mois}', unitYear: '{n|an|ans}', unit: 'unité', onDays: 'Ces jours', onDayOfMonth: 'Jour',
    seriesEnds: 'Fin de la série', endsNever: 'jamais', endsOn: 'à une date', endsAfter: 'après un nombre de fois', lastDay: 'dernier jour', times: 'fois',
    people: 'Personnes', findPeople: 'Nom ou adresse e-mail', removePerson: 'Retirer {name}', inviteAddress: 'Inviter {email}', nobodyFound: 'Personne trouvé', found: '{n|# personne trouvée|# personnes trouvées}', peopleOfSeries: 'Les personnes et les fichiers sont ceux de toute la série : choisissez toute la série pour les modifier.',
    location: 'Lieu', link: 'Lien', description: 'Description', reminders: 'Rappels', addReminder: 'Ajouter un rappel', noReminders: 'Aucun rappel', atStart: 'au début', atNine: 'le jour même à 9 h', before: '{length} avant', removeReminder: 'Retirer le rappel {when}',
    files: 'Fichiers', chooseFiles: 'Choisir des fichiers', dropFiles: 'ou les déposer ici', removeFile: 'Retirer {name}', tooLarge: 'Il est trop grand, ou tous vos fichiers ensemble le sont.', notSent: 'Il n’a pas pu être envoyé.', sending: '{share} envoyés', waiting: 'sera envoyé avec la réunion', sent: 'envoyé', restore: 'Garder {name}', willGo: 'sera retiré à l’enregistrement',
    invite: 'Inviter', save: 'Enregistrer', make: 'Créer', saving: 'Enregistrement…', made: '« {title} » est dans votre agenda.', madeWith: '« {title} » est créée, {n|# personne est invitée|# personnes sont invitées}.', takenBack: '« {title} » est annulée.', saved: '« {title} » est enregistrée.',
    filesFailed: 'La réunion est enregistrée, mais tous les fichiers n’ont pas été envoyés.', tryAgain: 'Réessayer', done: 'Terminé',
    missing: 'Veuillez remplir ce champ.', endBeforeStart: 'La fin doit être après le début.', noLink: 'Un lien commence par http:// ou https://.',
    discardAsk: 'Abandonner ce que vous avez écrit ?', discard: 'Abandonner', keepWriting: 'Continuer',
    freeBusy: 'Qui est libre', planned: 'Horaire prévu', you: 'Vous', everybodyFree: 'Tout le monde est libre.', youFree: 'Vous êtes libre.', isBusy: '{names} {n|est pris|sont pris} à ce moment.', isTentative: '{names} {n|est|sont} peut-être pris à ce moment.', youBusy: 'Vous êtes pris à ce moment.', youTentative: 'Vous êtes peut-être pris à ce moment.',
    busyFromTo: 'occupé {span}', tentativeFromTo: 'provisoire {span}', freeAllDay: 'libre toute la journée', previousDay: 'Jour précédent', nextDay: 'Jour suivant', legendBusy: 'occupé', legendTentative: 'provisoire', unknownTimes: 'Connu après l’invitation : {names}',
    suggest: 'Proposer des horaires', allFree: 'tout le monde est libre', tentativeAre: 'provisoire : {names}', noTimes: 'Aucun horaire trouvé :', 'no-room': 'ce qui reste de ces jours est plus court que la réunion', 'working-hours': 'jamais tout le monde n’est aussi longtemps dans ses heures de travail', busyShare: '{name} est pris pendant {share} du temps de travail', searched: 'pendant les heures de travail, {span}',
    changedMeanwhile: 'Cette réunion a été modifiée entre-temps', meanwhileText: 'Elle a été modifiée ailleurs pendant que vous écriviez. Que faut-il garder ?', theirs: 'Actuel', yours: 'Le vôtre', takeTheirs: 'Prendre l’actuel', saveMine: 'Enregistrer le mien quand même', back: 'Retour', when: 'Quand', empty: '(vide)', untouched: 'non modifié', same: 'Vous avez modifié autre chose.', noLonger: 'Elle a été annulée entre-temps.',
  },
});

/** "30 min before", "at the start" */
export function reminderWords(minutes: number, allDay: boolean): string {
  if (minutes === 0) return say(allDay ? 'atNine' : 'atStart');
  return say('before', { length: lengthText(minutes) });
}
