/// What a presenter can do to the simulated world.
public enum DemoDeed: Hashable, Sendable {
    /// Put the world back to its beginning.
    case reset
    /// Break one thing.
    case breakThing(DemoFault)
    /// Read the inbox; answered by an `inbox` event.
    case readInbox
    /// Follow the link in a mail; answered by an `inbox` event.
    case click(mail: String)
    /// Publish a domain's records, as the owner of its DNS does; answered by an `inbox` event.
    case publish(records: String)
}
