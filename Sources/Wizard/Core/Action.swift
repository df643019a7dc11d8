/// Everything that a key can do; bindings give keys to actions, screens and overlays carry them out.
public enum Action: Hashable, Sendable {
    // Everywhere.
    case activate, next, previous, left, right, back, help, actions, leave, suspend, redraw
    case goTo, go(ScreenID), undo, redo
    // Lists, viewers and dialogs.
    case up, down, pageUp, pageDown, home, end, find, findNext, findPrevious, nextFile, previousFile, raw, wheel(Int)
    // Fields.
    case choose, type
    // Screens.
    case copy, copyReport, writeFiles, viewFiles, reread, apply, skip, asCommand, showAll, requestIDs, wholeFile, names
    case records, production
    // The demo.
    case resetWorld, breakSomething, openInbox
}
