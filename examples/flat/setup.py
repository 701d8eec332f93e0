from setuptools import find_packages, setup

with open("README.md", encoding="utf-8") as file:
    long_description = file.read()

with open("requirements.txt", encoding="utf-8") as file:
    requirements = [line.strip() for line in file if line.strip() and not line.startswith("#")]

setup(
    name="seatrial-example-flat",
    version="0.1.0",
    author="The seatrial authors",
    description="Depths at sea from the time that an echo takes",
    long_description=long_description,
    long_description_content_type="text/markdown",
    license="MIT",
    packages=find_packages(),
    classifiers=[
        "Programming Language :: Python :: 3",
        "Operating System :: OS Independent",
    ],
    python_requires=">=3.9",
    install_requires=requirements,
)
