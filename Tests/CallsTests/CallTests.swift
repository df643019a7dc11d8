import Calls
import Identifiers
import Testing
import Wire

struct CallTests {
    @Test func `calls are equal when they ask the same of the same`() throws {
        let region = try Region("eu-west-1")
        let one = Call(.describeCluster, .eks, in: region, ["name": "a"])
        #expect(one == Call.describeCluster(try ClusterName("a"), in: region))
        #expect(one != Call(.describeCluster, .eks, ["name": "a"]))
        #expect(one != Call(.describeCluster, .ses, in: region, ["name": "a"]))
        #expect(one != Call(.describeCluster, .eks, in: region, ["name": "b"]))
        let left = Call(.getPolicyVersion, .eks, ["PolicyArn": "p", "VersionId": "v1"])
        let right = Call(.getPolicyVersion, .eks, ["VersionId": "v1", "PolicyArn": "p"])
        #expect(left == right && left.hashValue == right.hashValue)
    }

    @Test func `the rows are found by name, and none stands twice`() {
        for operation in Operation.all {
            #expect(Operation.named(operation.name, of: operation.service.rawValue) == operation)
        }
        #expect(Set(Operation.all).count == Operation.all.count)
        #expect(Operation.named("GetRole", of: "sts") == nil)
    }

    @Test func `permissions follow from parameters, and rights from verb and object`() {
        #expect(Call(.createRole, .eks, ["RoleName": "r"]).actions == ["iam:CreateRole"])
        #expect(Call(.createRole, .eks, ["RoleName": "r", "Tags": []]).actions == ["iam:CreateRole", "iam:TagRole"])
        #expect(
            Call(.createEmailIdentity, .ses, ["Tags": []]).actions == ["ses:CreateEmailIdentity", "ses:TagResource"])
        #expect(Call.getCallerIdentity(.eks).permission == "sts:GetCallerIdentity")
        let object: JSONValue = ["kind": "Deployment", "metadata": ["name": "d", "namespace": "n"]]
        #expect(Call.apply(object).words == "kubernetes apply Deployment")
        #expect(
            Call.apply(object).right
                == KubernetesRight(verb: "patch", group: "apps", resource: "deployments", namespace: "n", name: "d"))
        #expect(Call.list(.namespace).permission == "list namespaces (core API group)")
    }

    @Test(arguments: [
        (["GetRole"], "get-role"), (["CreateOpenIDConnectProvider"], "create-open-id-connect-provider"),
        (["OpenIDConnectProviderArn"], "open-id-connect-provider-arn"), (["ClientIDList"], "client-id-list"),
        (["name"], "name"), (["SetAsDefault"], "set-as-default"),
    ])
    func `names are written as the AWS CLI writes them`(names: [String], word: String) {
        let operation = Operation.all.first { $0.name == names[0] }
        let words =
            operation.map { CommandLine(Call($0, .eks)).words }
            ?? CommandLine(
                Call(
                    Operation.all.first { $0.input.members.contains { $0.name == names[0] } } ?? .getRole, .eks,
                    [
                        names[0]: "x"
                    ] as JSONObject)
            ).words
        #expect(words.contains(word) || words.contains("--\(word)"), "\(words)")
    }

    @Test func `values that the AWS CLI would misread are given another way`() {
        let words = { (name: String) in
            CommandLine(Call(.getRole, .eks, ["RoleName": .string(name)]), profile: "p").words
        }
        #expect(words("r") == ["aws", "iam", "get-role", "--role-name", "r", "--profile", "p"])
        #expect(words("-r") == ["aws", "iam", "get-role", "--role-name=-r", "--profile", "p"])
        #expect(
            words("file:///etc/passwd")
                == [
                    "aws", "iam", "get-role", "--cli-input-json", #"{"RoleName":"file:///etc/passwd"}"#, "--profile",
                    "p",
                ])
        let list = { (id: String) in
            CommandLine(Call(.createOpenIDConnectProvider, .eks, ["ClientIDList": [.string(id)]])).words.last
        }
        #expect(list("sts.amazonaws.com") == "sts.amazonaws.com")
        #expect(list("a,b") == #"["a,b"]"#)
        #expect(list("-x") == #"["-x"]"#)
    }
}
