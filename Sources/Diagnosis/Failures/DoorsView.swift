import Calls
import Design
import IAMPolicy
import Identifiers

/// The two doors of a send as far as they were seen, for one action.
struct DoorsView: Sendable {
    /// Door 1: the role's own policies.
    let first: FirstDoor
    /// Door 2: the sending policies; nil while the identity was not seen.
    let second: SecondDoor?

    /// - Parameters:
    ///   - design: Who sends as whom.
    ///   - observations: What was seen.
    ///   - action: The action that SES checks.
    ///   - receiver: Who gets the message; nil takes the answers' receiver.
    init(
        _ design: DelegateSending, _ observations: Observations, action: String = "ses:SendEmail",
        receiver: String? = nil
    ) {
        let role = observations.role(design.roleName)?.value
        first = FirstDoor(design, observations, actions: [action], receiver: receiver, senderOnly: true)
        second = observations.identity(.ses, design.identity, in: design.sesRegion)?.value.map {
            SecondDoor(design, $0, role, actions: [action], receiver: receiver)
        }
    }

    /// Whether a door is open; nil when its policies were not seen, or when it hangs on what only a pod's own request
    /// shows.
    var isFirstOpen: Bool? { first.verdict.certainty }
    /// Whether the second is.
    var isSecondOpen: Bool? { second?.verdict.certainty }

    /// What came closest at a closed door, in words.
    var miss: String? {
        guard isFirstOpen != nil, isSecondOpen != nil else { return nil }
        return first.reason ?? second?.reason
    }

    /// A principal of the sending policies that is only an ID now.
    var deadPrincipal: String? {
        guard case .deadPrincipal(let id, _)? = second?.gap else { return nil }
        return id
    }

    /// The role's ID that the sending policies were put for, where it is not today's.
    var earlierRole: String? {
        guard case .earlierRole(let id)? = second?.gap else { return nil }
        return id
    }
}
