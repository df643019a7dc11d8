public import Calls

/// Somebody who is told of every attempt and every wait: the debug log, the wizard's list of request ids.
///
/// Called from any thread, in the order things happen within one call.
public protocol AWSObserver: Sendable {
    /// Whether records should carry bodies, secrets removed; bodies cost time and are off by default.
    var wantsBodies: Bool { get }

    /// An attempt ended, with an answer or without.
    func attempted(_ attempt: AWSAttempt)

    /// A call ended, all its pages and attempts together.
    func ended(_ call: LoggedCall)

    /// The client is about to wait.
    func paused(_ pause: AWSPause)
}

extension AWSObserver {
    /// No bodies unless an observer asks for them.
    public var wantsBodies: Bool { false }

    /// Calls are not recorded unless an observer wants them.
    public func ended(_ call: LoggedCall) {}

    /// Waits are not recorded unless an observer wants them.
    public func paused(_ pause: AWSPause) {}
}
