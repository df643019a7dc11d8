public import Stage

/// What a presenter can do to the simulated world.
public enum DemoDeed: Hashable, Sendable {
    /// Put the world back to its beginning.
    case reset
    /// Read what can be broken and what is; answered by a `faults` event.
    case readFaults
    /// Break a fault now; the name of its scenario.
    case breakFault(String)
    /// Break the fault of a number in the menu, counted from 1; nil for a surprise.
    case breakNumber(Int?)
    /// Break a fault just before the next of something.
    case arm(String, StageScript.Cue)
    /// Mend a fault, or disarm it.
    case mend(String)
    /// Read the inbox; answered by an `inbox` event.
    case readInbox
    /// Follow the link in a mail; answered by an `inbox` event.
    case click(mail: String)
    /// Publish a domain's records, as the owner of its DNS does; answered by an `inbox` event.
    case publish(records: String)
}
