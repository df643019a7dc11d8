import Identifiers
import Wire

/// Whose a resource is: tags in AWS, a label in Kubernetes.
public enum Ownership {
    /// The tag that everything carries that sesame made.
    public static let managedBy = Tag(key: "managed-by", value: "sesame")
    /// The key of the tag that names the setup by its role.
    public static let setupKey = "sesame-setup"

    /// The tags that a resource of this design gets from the call that makes it.
    public static func tags(_ design: DelegateSending) -> [Tag] {
        [managedBy, Tag(key: setupKey, value: mark(design.roleARN))] + design.tags
    }

    /// Whether tags say that this setup made the resource.
    public static func isOwn(_ tags: [Tag], _ design: DelegateSending) -> Bool { isOwn(tags, design.roleARN) }

    /// Whether tags say that the setup of a role made the resource.
    static func isOwn(_ tags: [Tag], _ role: ARN) -> Bool {
        tags.contains(managedBy) && tags.contains(Tag(key: setupKey, value: mark(role)))
    }

    /// Whether labels say that sesame made the object.
    public static func isOwn(_ object: ObjectState) -> Bool {
        object.labels[DelegateSending.managedByLabel] == DelegateSending.manager
    }

    /// Who made a resource, as far as its tags tell, for sentences: `another setup of sesame`, `Terraform`, `others`.
    public static func maker(_ tags: [Tag]) -> String {
        tags.contains(managedBy) ? "another setup of sesame" : tool(tags) ?? "others"
    }

    /// The tool that made a resource and keeps it as it made it; nil where no tag names one.
    static func tool(_ tags: [Tag]) -> String? {
        for tag in tags {
            let text = "\(tag.key)=\(tag.value)".lowercased()
            if text.contains("terraform") { return "Terraform" }
            if text.contains("cloudformation") { return "CloudFormation" }
            if text.contains("eksctl") { return "eksctl" }
        }
        return nil
    }

    /// The stack that a resource belongs to by its tags, which would take back what others change: `the CloudFormation
    /// stack mail`; nil for none.
    static func stack(_ tags: [Tag]) -> String? {
        func value(_ key: String) -> String? { tags.first { $0.key == key }?.value }
        if let cluster = value("alpha.eksctl.io/cluster-name") {
            return "eksctl's stack \(value("aws:cloudformation:stack-name") ?? "of cluster \(cluster)")"
        }
        if let name = value("aws:cloudformation:stack-name") { return "the CloudFormation stack \(name)" }
        let isStack = tags.contains { $0.key.hasPrefix("aws:cloudformation:") || $0.key.hasPrefix("alpha.eksctl.io/") }
        return isStack ? "a CloudFormation stack" : nil
    }

    /// The role's ARN as a tag value: at most 256 of the characters that tags know.
    static func mark(_ role: ARN) -> String {
        let allowed = role.text.unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", ".", ":", "/", "=", "+", "-", "@": Character(scalar)
            default: "_"
            }
        }
        let text = String(allowed)
        return text.count <= 256 ? text : "\(text.prefix(239))-\(StableHash.hex(text))"
    }
}
