public import Calls
public import Design
public import Identifiers
public import Wire

/// A view that tests write down as the answer that it would be read from.
public protocol WrittenView: AnswerView {
    /// The answer, in the form of the AWS CLI or the API server.
    var answer: JSONValue { get }
}

extension Observations {
    /// What was seen, to be set by tests.
    public subscript<View: WrittenView>(_ read: Read<View>) -> Observed<View>? {
        get { self[read.call].map { Observed(read: $0, of: read) } }
        set { self[read.call] = newValue.map { Answer($0.outcome(\.answer)) } }
    }

    /// A managed policy together with its default version, which are two calls.
    public subscript(policy arn: ARN) -> Observed<PolicyState>? {
        get { policy(arn) }
        set {
            self[.getPolicy(arn)] = newValue.map { observed in
                Answer(
                    observed.outcome { state in
                        [
                            "Policy": [
                                "PolicyName": .string(arn.resourceName), "PolicyId": "ANPAEXAMPLE",
                                "Arn": .string(arn.text), "DefaultVersionId": .string(state.defaultVersion),
                                "Tags": tagList(state.tags),
                            ]
                        ]
                    })
            }
            guard let state = newValue?.value else { return }
            self[.getPolicyVersion(arn, state.defaultVersion)] = Answer(
                .success([
                    "PolicyVersion": [
                        "Document": document(state.document), "VersionId": .string(state.defaultVersion),
                        "IsDefaultVersion": true,
                    ]
                ]))
        }
    }

    /// Sets the answer to a call that has none: why there is no value.
    public mutating func fail(_ call: Call, _ failure: CallFailure) { self[call] = Answer(.failure(failure)) }
}

extension Observed where Value: WrittenView {
    fileprivate init(read answer: Answer, of read: Read<Value>) {
        switch answer.outcome {
        case .success(let value):
            if let view = try? Value(value, of: read.call) {
                self = .value(view)
            } else {
                self = .unreachable("not understood")
            }
        case .failure(let failure): self.init(failure, of: read.call)
        }
    }
}

extension Observed {
    fileprivate func outcome(_ written: (Value) -> JSONValue) -> Result<JSONValue, CallFailure> {
        switch self {
        case .value(let value): .success(written(value))
        case .absent: .failure(CallFailure(.absent))
        case .denied(let denial):
            .failure(
                CallFailure(.denied, permission: denial.permission, place: denial.place, purpose: denial.purpose))
        case .unreachable(let reason): .failure(.unreachable(reason))
        case .doubtful(let doubt):
            .failure(CallFailure(doubt.exitCode == .badData ? .misconfigured : .doubtful, reason: doubt.reason))
        }
    }
}

/// Tags as answers have them.
private func tagList(_ tags: [Tag]) -> JSONValue {
    .array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
}

/// A policy document as IAM's answers have it in the AWS CLI.
private func document(_ text: String) -> JSONValue { (try? JSONValue.parse(text)) ?? .string(text) }

extension CallerState: WrittenView {
    /// `aws sts get-caller-identity`.
    public var answer: JSONValue {
        ["UserId": .string(userID), "Account": .string(account.text), "Arn": .string(arn.text)]
    }
}

extension ClusterState: WrittenView {
    /// `aws eks describe-cluster`.
    public var answer: JSONValue {
        var cluster: JSONObject = [
            "arn": .string(arn.text), "status": .string(status), "version": .string(version),
            "endpoint": .string(endpoint),
            "certificateAuthority": ["data": .string(Base64.encode(Array(certificateAuthority.utf8)))],
        ]
        if let issuer { cluster["identity"] = ["oidc": ["issuer": .string(issuer.url)]] }
        return ["cluster": .object(cluster)]
    }
}

extension ProviderState: WrittenView {
    /// `aws iam get-open-id-connect-provider`.
    public var answer: JSONValue { ["ClientIDList": JSONValue(clientIDs), "Tags": tagList(tags)] }
}

extension RoleState: WrittenView {
    /// `aws iam get-role`.
    public var answer: JSONValue {
        var role: JSONObject = [
            "Path": "/", "RoleName": .string(arn.resourceName), "RoleId": .string(roleID), "Arn": .string(arn.text),
            "AssumeRolePolicyDocument": document(trustPolicy),
        ]
        if let boundary {
            role["PermissionsBoundary"] = [
                "PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": .string(boundary.text),
            ]
        }
        role["Tags"] = tagList(tags)
        if let maxSessionDuration { role["MaxSessionDuration"] = .number(String(maxSessionDuration)) }
        return ["Role": .object(role)]
    }
}

extension AttachedPolicies: WrittenView {
    /// `aws iam list-attached-role-policies`.
    public var answer: JSONValue { Self.answer(arns) }

    /// These policies.
    public init(_ arns: [ARN]) {
        do throws(ViewProblem) {
            try self.init(Self.answer(arns), of: .listAttachedRolePolicies(""))
        } catch {
            preconditionFailure(error.reason)
        }
    }

    private static func answer(_ arns: [ARN]) -> JSONValue {
        [
            "AttachedPolicies": .array(
                arns.map { ["PolicyName": .string($0.resourceName), "PolicyArn": .string($0.text)] })
        ]
    }
}

extension InlinePolicyNames: WrittenView {
    /// `aws iam list-role-policies`.
    public var answer: JSONValue { Self.answer(names) }

    /// These names.
    public init(_ names: [String]) {
        do throws(ViewProblem) { try self.init(Self.answer(names), of: .listRolePolicies("")) } catch {
            preconditionFailure(error.reason)
        }
    }

    private static func answer(_ names: [String]) -> JSONValue { ["PolicyNames": JSONValue(names)] }
}

extension InlinePolicyState: WrittenView {
    /// `aws iam get-role-policy`.
    public var answer: JSONValue { Self.answer(self.document) }

    /// This document, JSON text.
    public init(_ text: String) {
        do throws(ViewProblem) { try self.init(Self.answer(text), of: .getRolePolicy("", "")) } catch {
            preconditionFailure(error.reason)
        }
    }

    private static func answer(_ text: String) -> JSONValue { ["PolicyDocument": TestAnswers.document(text)] }
}

extension SendingAccountState: WrittenView {
    /// `aws sesv2 get-account`.
    public var answer: JSONValue {
        var account: JSONObject = [
            "EnforcementStatus": .string(enforcement), "ProductionAccessEnabled": .bool(productionAccess),
            "SendQuota": [
                "Max24HourSend": .number("\(dailyQuota)"), "MaxSendRate": .number("\(ratePerSecond)"),
                "SentLast24Hours": .number("\(sentToday)"),
            ], "SendingEnabled": .bool(sendingEnabled),
        ]
        if let reviewStatus { account["Details"] = ["ReviewDetails": ["Status": .string(reviewStatus)]] }
        return .object(account)
    }
}

extension IdentityState: WrittenView {
    /// `aws sesv2 get-email-identity`.
    public var answer: JSONValue {
        var identity: JSONObject = [
            "VerifiedForSendingStatus": .bool(isVerified), "VerificationStatus": .string(status),
            "DkimAttributes": dkim,
            "Policies": .object(JSONObject(policies.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
            "Tags": tagList(tags),
        ]
        if let configurationSet { identity["ConfigurationSetName"] = .string(configurationSet) }
        if let mailFromDomain {
            var mailFrom: JSONObject = ["MailFromDomain": .string(mailFromDomain)]
            if let mailFromStatus { mailFrom["MailFromDomainStatus"] = .string(mailFromStatus) }
            if let mailFromFallback { mailFrom["BehaviorOnMxFailure"] = .string(mailFromFallback) }
            identity["MailFromAttributes"] = .object(mailFrom)
        }
        return .object(identity)
    }

    private var dkim: JSONValue {
        var dkim: JSONObject = ["Tokens": JSONValue(dkimTokens), "SigningEnabled": .bool(signsDKIM)]
        if let dkimStatus { dkim["Status"] = .string(dkimStatus) }
        return .object(dkim)
    }
}

extension ObjectState: WrittenView {
    /// `kubectl get -o json`.
    public var answer: JSONValue { object }
}
