import AWSClient
import Calls
import Design

/// The first guard: the credentials of each side belong to the account that the answers name.
enum AccountGuard {
    /// Refuses when a caller that could be asked is of another account.
    static func check(
        _ design: DelegateSending, _ observations: Observations, sides: Set<Side>
    ) throws(SetupError) {
        for side in [Side.eks, .ses] where sides.contains(side) || (side == .eks && sides.contains(.kubernetes)) {
            guard let caller = observations.caller(side)?.value else { continue }
            let expected = design.account(of: side)
            if caller.account != expected {
                throw .wrongAccount(side: side, expected: expected, found: caller.account, caller: caller.arn)
            }
        }
    }

    /// Refuses when keys that came while the world was read are of another account than those that were asked first.
    ///
    /// Asks nobody where the keys are the same; where there are none any more, what was read stands.
    static func checkKeys(_ context: SetupContext, sides: Set<Side>) async throws(SetupError) {
        for side in [Side.eks, .ses] where sides.contains(side) {
            do throws(AWSFailure) {
                try await context.session(side)?.proveCredentials()
            } catch {
                if case .otherAccount = error { throw .aws(error) }
            }
        }
    }

    /// Refuses unless every side that is written to has a caller that is known and right.
    static func checkForWriting(
        _ design: DelegateSending, _ observations: Observations, sides: Set<Side>
    ) throws(SetupError) {
        try check(design, observations, sides: sides)
        for side in [Side.eks, .ses] where sides.contains(side) {
            if let error = unknownCaller(side, observations) { throw error }
        }
    }

    /// Refuses where somebody's credentials are there and do not say whose they are: a sign-in that has ended, mostly.
    ///
    /// A side without any credentials is its owner's, and no reason to stop.
    static func checkSignIns(_ observations: Observations, sides: Set<Side>) throws(SetupError) {
        for side in [Side.eks, .ses] where sides.contains(side) {
            guard case .callerNotTold(let side, let failure)? = unknownCaller(side, observations) else { continue }
            throw .callerNotTold(side, failure)
        }
    }

    /// Why nobody knows who the caller is; nil where somebody does.
    ///
    /// Credentials that nobody could be asked about are not "no credentials": STS may have asked to slow down, or a
    /// web page may have answered.
    private static func unknownCaller(_ side: Side, _ observations: Observations) -> SetupError? {
        if observations.caller(side)?.value != nil { return nil }
        switch observations[.getCallerIdentity(side)]?.outcome {
        case .failure(let failure) where failure.kind != .absent: return .callerNotTold(side, failure)
        case .success: return .callerNotTold(side, .unreachable(observations.caller(side)?.cannotTell ?? ""))
        case .failure, nil: return .noCredentials(side)
        }
    }
}
