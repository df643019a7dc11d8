/// What becomes of an overlay after an action, and what follows.
enum OverlayOutcome {
    /// It stays open.
    case stay
    /// It closes.
    case close
    /// It closes, and something follows.
    case closeThen(Followup)
    /// It stays open, and something follows.
    case stayThen(Followup)
}
