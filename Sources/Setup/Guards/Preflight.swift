import AWSClient
import Calls
import Design
import Identifiers
import Observation
import Wire

/// The third guard: the callers may do what the plan wants, as far as AWS and Kubernetes can be asked.
///
/// What cannot be asked, or is answered with "it depends", stops nothing and is said.
struct Preflight: Sendable {
    /// The permissions that are certainly missing.
    private(set) var missing: [Denial] = []
    /// Why others could not be checked: sentences, each once.
    private(set) var doubts: [String] = []
    /// The calls that lack one of the permissions.
    private(set) var refused: [Call] = []
    /// The rights that are missing in the cluster.
    private(set) var rights: [KubernetesRight] = []

    /// Asks about every step of a plan.
    static func check(
        _ plan: Plan, _ design: DelegateSending, _ observations: Observations, _ context: SetupContext
    ) async -> Preflight {
        let resources = plan.resources.filter { !$0.steps.isEmpty }
        let principals = await principals(Set(resources.map(\.side)), observations, context)
        return await withTaskGroup(of: Preflight.self) { group in
            for resource in resources {
                for step in resource.steps {
                    switch step.call.operation.wire {
                    case .kubernetes:
                        guard let cluster = context.cluster, let right = step.call.right else { continue }
                        // Server-side apply needs `patch`, and `create` beside it for what does not exist.
                        var rights = [right]
                        if resource.action == .create { rights.append(right.with(verb: "create")) }
                        let place = design.place(of: .kubernetes)
                        for right in rights { group.addTask { await kubernetes(cluster, right, place) } }
                    case .query, .rest, .json:
                        guard let session = context.session(step.call.side),
                            case .known(let principal, let account)? = principals[step.call.side]
                        else { continue }
                        group.addTask { await aws(session, principal, account, step, design) }
                    case .local: continue
                    }
                }
            }
            var all = Preflight()
            for case .unknown(let doubt) in principals.values { all.doubts.append(doubt) }
            for await found in group { all.add(found) }
            all.missing.sort { $0.words < $1.words }
            all.doubts.sort()
            all.refused.sort { $0.key < $1.key }
            all.rights.sort { $0.description < $1.description }
            return all
        }
    }

    private mutating func add(_ other: Preflight) {
        for denial in other.missing where !missing.contains(denial) { missing.append(denial) }
        for doubt in other.doubts where !doubts.contains(doubt) { doubts.append(doubt) }
        for call in other.refused where !refused.contains(call) { refused.append(call) }
        for right in other.rights where !rights.contains(right) { rights.append(right) }
    }

    /// The right, where the cluster says that the caller lacks it.
    private static func kubernetes(
        _ cluster: any ClusterConnection, _ right: KubernetesRight, _ place: String
    ) async -> Preflight {
        do throws(ClusterProblem) {
            if try await cluster.allows(right) { return Preflight() }
            return Preflight(missing: [right.denial(in: place)], rights: [right])
        } catch {
            return Preflight(doubts: [Self.doubt(place, error.sentence)])
        }
    }

    // MARK: AWS

    /// Whom IAM is asked about.
    private enum Principal {
        /// A user or role.
        case known(ARN, AccountID)
        /// Why nobody can be named; a sentence.
        case unknown(String)
    }

    /// The users or roles behind the callers of sides; the root user, who may do everything, is none.
    private static func principals(
        _ sides: Set<Side>, _ observations: Observations, _ context: SetupContext
    ) async -> [Side: Principal] {
        var principals: [Side: Principal] = [:]
        for side in sides.sorted() where side != .kubernetes {
            guard let session = context.session(side), let caller = observations.caller(side)?.value else { continue }
            principals[side] = await principal(caller, side, session)
        }
        return principals
    }

    private static func principal(_ caller: CallerState, _ side: Side, _ session: AWSSession) async -> Principal? {
        if caller.arn.resource == "root" { return nil }
        if caller.arn.service == "iam", caller.arn.resourceType == "user" { return .known(caller.arn, caller.account) }
        guard let name = role(caller.arn) else {
            return .unknown(doubt(caller.account.text, "IAM's simulator does not know \(caller.arn.text)"))
        }
        // A session's ARN does not tell the role's path, which for IAM Identity Center holds a region.
        do throws(AWSFailure) {
            let call = Call.getRole(name, side)
            let answer = try await session.perform(call).value
            if let role = try? RoleState(answer, of: call) { return .known(role.arn, caller.account) }
            return .unknown(doubt(caller.account.text, "the answer to iam:GetRole is not understood"))
        } catch {
            guard !name.hasPrefix("AWSReservedSSO_") else {
                return .unknown(doubt(caller.account.text, reason(error, "iam:GetRole", caller.account)))
            }
            // Most roles have no path; of one that has, IAM says below that it is not there.
            let arn = ARN(
                partition: caller.arn.partition, service: "iam", region: "", account: caller.account.text,
                resource: "role/\(name)")
            return .known(arn, caller.account)
        }
    }

    /// The name of the role behind a session; nil for everybody else.
    static func role(_ caller: ARN) -> String? {
        guard caller.service == "sts", caller.resourceType == "assumed-role" else { return nil }
        return caller.resourceName.split(separator: "/").first.map(String.init)
    }

    private static func aws(
        _ session: AWSSession, _ principal: ARN, _ account: AccountID, _ step: Step, _ design: DelegateSending
    ) async -> Preflight {
        let question = question(principal, step, design)
        let decisions: [JSONValue]
        do throws(AWSFailure) {
            decisions = try await session.perform(question).value["EvaluationResults"]?.array ?? []
        } catch {
            return Preflight(doubts: [doubt(account.text, reason(error, "iam:SimulatePrincipalPolicy", account))])
        }
        var found = judged(decisions, account)
        if !found.missing.isEmpty { found.refused = [step.call] }
        return found
    }

    /// The question whether a principal may make a step's call, with what the call brings along.
    static func question(_ principal: ARN, _ step: Step, _ design: DelegateSending) -> Call {
        let input = step.call.input
        var keys: [(String, [String], String)] = []
        let tags = input["Tags"]?.array ?? []
        for tag in tags {
            guard let key = tag["Key"]?.string else { continue }
            keys.append(("aws:RequestTag/\(key)", [tag["Value"]?.string ?? ""], "string"))
        }
        if !tags.isEmpty { keys.append(("aws:TagKeys", tags.compactMap { $0["Key"]?.string }, "stringList")) }
        // The boundary of the role that is made or changed, which organisations demand.
        let boundary = input["PermissionsBoundary"]?.string ?? (input["RoleName"] == nil ? nil : design.boundary?.text)
        if let boundary { keys.append(("iam:PermissionsBoundary", [boundary], "string")) }
        if step.call.operation == .attachRolePolicy, let policy = input["PolicyArn"]?.string {
            keys.append(("iam:PolicyARN", [policy], "string"))
        }
        if let region = step.call.region { keys.append(("aws:RequestedRegion", [region.text], "string")) }
        var asked: JSONObject = [
            "PolicySourceArn": .string(principal.text), "ActionNames": JSONValue(step.call.actions),
            "ResourceArns": [.string(step.target)],
        ]
        if !keys.isEmpty {
            asked["ContextEntries"] = .array(
                keys.map { name, values, type in
                    [
                        "ContextKeyName": .string(name), "ContextKeyValues": JSONValue(values),
                        "ContextKeyType": .string(type),
                    ]
                })
        }
        return Call(.simulatePrincipalPolicy, step.call.side, asked)
    }

    /// What IAM's answers say: what is allowed, what is not, and what hangs on something that nobody told it.
    static func judged(_ decisions: [JSONValue], _ account: AccountID) -> Preflight {
        var found = Preflight()
        for decision in decisions {
            guard let action = decision["EvalActionName"]?.string, decision["EvalDecision"]?.string != "allowed" else {
                continue
            }
            let open = (decision["MissingContextValues"]?.array ?? []).compactMap(\.string)
            if open.isEmpty {
                found.missing.append(Denial(permission: action, place: account.text))
            } else {
                found.doubts.append(doubt(account.text, "\(action) depends on \(open.joined(separator: ", "))"))
            }
        }
        return found
    }

    private static func reason(_ failure: AWSFailure, _ permission: String, _ account: AccountID) -> String {
        failure.isAccessDenied ? "needs \(permission)" : failure.sentence.withoutFullStop
    }

    private static func doubt(_ place: String, _ reason: String) -> String {
        "Permissions not checked in \(place): \(reason.withoutFullStop)."
    }
}
