public import Design

/// Sends one test message, link by link, the way the pods send.
///
/// The chain proves everything but webhook, image, network and the application's SDK. It refuses to go on when the live
/// service account names another role than the answers, because then it would test something else.
public struct TestSend: Sendable {
    private let context: SetupContext

    /// A test send over a context.
    public init(_ context: SetupContext) {
        self.context = context
    }

    /// Sends.
    ///
    /// - Parameters:
    ///   - design: Who sends as whom.
    ///   - options: The way, the receiver, the text.
    ///   - report: Called for every event.
    /// - Returns: The links up to the one that broke.
    public func send(
        _ design: DelegateSending, options: SendOptions = SendOptions(),
        report: @escaping @Sendable (SendEvent) -> Void = { _ in }
    ) async -> SendReport {
        var run = SendRun(context: context.bound(to: design), design: design, options: options, report: report)
        switch options.via {
        case .chain: await run.chain()
        case .owner: await run.owner()
        case .pod: await run.pod()
        }
        return run.result
    }

    /// Takes the role as the pods do and asks who it is then; a mail goes out only where that is wanted, to Amazon's test
    /// mailbox.
    ///
    /// - Parameters:
    ///   - design: Whose token takes which role.
    ///   - sendsMail: Whether one mail goes to ``DelegateSending/mailboxSimulator`` with it.
    ///   - report: Called for every event.
    /// - Returns: The links up to the one that broke; the last one that can hold is ``SendLinkName/caller``, with a mail
    ///   ``SendLinkName/send``.
    public func prove(
        _ design: DelegateSending, sendsMail: Bool = false, report: @escaping @Sendable (SendEvent) -> Void = { _ in }
    ) async -> [SendLink] {
        var run = SendRun(
            context: context.bound(to: design), design: design,
            options: SendOptions(via: .chain, receiver: SendOptions.testMailbox), report: report)
        await run.prove(sendsMail: sendsMail)
        return run.links
    }
}
