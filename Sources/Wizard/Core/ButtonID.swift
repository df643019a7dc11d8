/// The buttons and menu lines of all screens.
public enum ButtonID: String, Hashable, Sendable, CaseIterable {
    case resume, guidedSetup, liveDemo
    case proceed, back
    case seeFiles, seeSendingPolicy
    case sendMails, useDomain, records
    case applyChanges, writeFiles, sendMailAgain, useTestMailbox, openInbox, retry
    case readAgain, seeMissing, seePlan
    case send, deployWorkload, verifyReceiver, showCause
    case sendFromPod, sendWithoutPod, removeWorkload, usePublicImage, nameImage, stopWaiting
    case sendByJob, restartPods
    case fixPractice, finish
    case diagnose, seeFix, seeEvidence, checkAgain, copyReport, seeActions, seeWhatToAsk, applyFix, stopWatching
    case lookWhich, anotherText, prove, proveAgain
    case chooseOne, chooseAll, moreKnown, writeBundle, readBundle
}
