public import Calls
public import Wire
public import Identifiers

/// A role (`iam:GetRole`).
public struct RoleState: Hashable, Sendable {
    /// The ARN, path included.
    public var arn: ARN
    /// The unique ID, `AROA…`.
    public var roleID: String
    /// The trust policy as AWS keeps it, percent-decoded JSON.
    public var trustPolicy: String
    /// The permissions boundary's ARN, where there is one.
    public var boundary: ARN?
    /// Its tags.
    public var tags: [Tag]
    /// How long its sessions may last, in seconds; nil where the answer does not say.
    public var maxSessionDuration: Int?
    /// When it was made; nil where the answer does not say.
    public var created: Timestamp?
    /// When it was assumed last; nil for never in the days that IAM remembers (400), and where the answer does not say.
    public var lastUsed: Timestamp?
    /// The ID of its account's organisation, where that was read; IAM does not tell it.
    public var organization: String?

    /// A role.
    public init(
        arn: ARN, roleID: String, trustPolicy: String, boundary: ARN?, tags: [Tag], maxSessionDuration: Int? = nil,
        created: Timestamp? = nil, lastUsed: Timestamp? = nil
    ) {
        self.arn = arn
        self.roleID = roleID
        self.trustPolicy = trustPolicy
        self.boundary = boundary
        self.tags = tags
        self.maxSessionDuration = maxSessionDuration
        self.created = created
        self.lastUsed = lastUsed
    }

    /// The path that the role stands under: `/` or `/team/`.
    public var path: String {
        let parts = arn.resource.split(separator: "/", omittingEmptySubsequences: false).dropFirst().dropLast()
        return parts.isEmpty ? "/" : "/" + parts.joined(separator: "/") + "/"
    }
}

extension RoleState: AnswerView {
    /// Reads `iam:GetRole`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        let role = answer["Role"]
        do throws(IdentifierError) {
            arn = try ARN(role?["Arn"]?.string ?? "")
            boundary = try role?["PermissionsBoundary"]?["PermissionsBoundaryArn"]?.string.map {
                text throws(IdentifierError) in try ARN(text)
            }
        } catch {
            throw ViewProblem(error.reason)
        }
        roleID = try ViewProblem.text(role, "RoleId")
        trustPolicy = role?["AssumeRolePolicyDocument"]?.documentText ?? ""
        tags = Tag.list(role?["Tags"])
        maxSessionDuration = role?["MaxSessionDuration"]?.int
        created = Timestamp.optional(role?["CreateDate"])
        lastUsed = Timestamp.optional(role?["RoleLastUsed"]?["LastUsedDate"])
    }
}

/// The managed policies attached to a role (`iam:ListAttachedRolePolicies`).
public struct AttachedPolicies: AnswerView, Hashable {
    /// Their ARNs.
    public let arns: [ARN]

    /// Reads `iam:ListAttachedRolePolicies`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        var arns: [ARN] = []
        for policy in answer["AttachedPolicies"]?.array ?? [] {
            do throws(IdentifierError) { arns.append(try ARN(policy["PolicyArn"]?.string ?? "")) } catch {
                throw ViewProblem(error.reason)
            }
        }
        self.arns = arns
    }
}

/// The names of a role's inline policies (`iam:ListRolePolicies`).
public struct InlinePolicyNames: AnswerView, Hashable {
    /// The names in IAM's order.
    public let names: [String]

    /// Reads `iam:ListRolePolicies`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        names = (answer["PolicyNames"]?.array ?? []).compactMap(\.string)
    }
}

/// An inline policy of a role (`iam:GetRolePolicy`).
public struct InlinePolicyState: AnswerView, Hashable {
    /// The document, JSON text.
    public let document: String

    /// Reads `iam:GetRolePolicy`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        document = answer["PolicyDocument"]?.documentText ?? ""
    }
}

extension Timestamp {
    /// A moment of an answer.
    static func optional(_ value: JSONValue?) -> Timestamp? { value?.string.flatMap { Timestamp(iso8601: $0) } }
}

extension JSONValue {
    /// The texts of a list of an answer.
    var texts: [String] { (array ?? []).compactMap(\.string) }

    /// A policy document of an answer as text: IAM's are JSON there, unless they are none.
    var documentText: String { string ?? serialized(.compact) }
}
