import AWSClient
import Design
import Identifiers

/// Looks before every write whether the credentials are still the ones whose account was checked.
///
/// A profile may change its account while an apply runs; a new access key is asked whose it is before it writes.
actor CallerWatch {
    private let context: SetupContext
    private let design: DelegateSending
    private var keys: [Side: String] = [:]

    init(_ context: SetupContext, _ design: DelegateSending) {
        self.context = context
        self.design = design
    }

    /// Remembers the keys of the callers that were checked just now.
    func remember() async {
        for side in [Side.eks, .ses] { keys[side] = await key(side) }
    }

    /// Refuses when a new key is another account's.
    func check(_ side: Side) async throws(StepFailure) {
        guard side != .kubernetes, let session = context.session(side), let key = await key(side), key != keys[side]
        else { return }
        let expected = design.account(of: side)
        let caller: CallerIdentity
        do throws(AWSFailure) { caller = try await STS(session).getCallerIdentity() } catch { throw .aws(error) }
        guard caller.account == expected.text else {
            let sentence =
                "The credentials of the \(side.words) changed to account \(caller.account) meanwhile; "
                + "nothing is written there."
            throw .other(
                ApplyProblem(code: "WrongAccount", message: sentence, sentence: sentence, isRefusal: true))
        }
        keys[side] = key
    }

    private func key(_ side: Side) async -> String? {
        guard let session = context.session(side) else { return nil }
        return try? await session.provider.credentials().accessKeyID
    }
}
