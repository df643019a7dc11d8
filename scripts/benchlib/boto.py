"""botocore and boto3 at the same work, in a process of their own; prints one JSON document.

    boto.py signatures
    boto.py calls URL COUNT IN-FLIGHT
"""

import concurrent.futures
import json
import statistics
import sys
import time


def signatures():
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    signer = SigV4Auth(Credentials("AKIDEXAMPLE", "example-secret-of-forty-characters-length"), "sts", "eu-west-1")

    def sign(count):
        begun = time.process_time()
        for _ in range(count):
            signer.add_auth(AWSRequest(
                method="POST", url="https://sts.eu-west-1.amazonaws.com/",
                headers={"content-type": "application/x-www-form-urlencoded; charset=utf-8"},
                data=b"Action=GetCallerIdentity&Version=2011-06-15"))
        return count / (time.process_time() - begun)

    count = max(100, int(sign(200) / 5))
    rates = [sign(count) for _ in range(7)]
    return {"median": int(statistics.median(rates)), "min": int(min(rates)), "max": int(max(rates))}


def calls(url, count, in_flight):
    import boto3
    from botocore.config import Config

    sts = boto3.client("sts", region_name="eu-west-1", endpoint_url=url, config=Config(max_pool_connections=in_flight))
    sts.get_caller_identity()
    begun = time.perf_counter()
    if in_flight == 1:
        for _ in range(count):
            sts.get_caller_identity()
    else:
        with concurrent.futures.ThreadPoolExecutor(in_flight) as pool:
            list(pool.map(lambda _: sts.get_caller_identity(), range(count)))
    return {"calls": count, "milliseconds": 1000 * (time.perf_counter() - begun)}


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    print(json.dumps(signatures() if what == "signatures" else calls(rest[0], int(rest[1]), int(rest[2]))))
